using System.Data.Common;

namespace MLNetDeep.AutoML;

/// <summary>A row of the table of sweeps.</summary>
internal sealed record SweepRow(long Id, string Name, string Definition, DateTimeOffset Created, bool IsStopped);

/// <summary>The table of sweeps.</summary>
internal static class SweepTable
{
    private const string All = "SELECT id, name, definition, created, stopped FROM mlnetdeep_sweep";

    /// <summary>Adds a sweep, unless one of that name is there.</summary>
    /// <returns>The one that is there then.</returns>
    public static SweepRow Create(Database database, string name, string definition) => database.Write(session =>
    {
        session.Execute($"INSERT INTO mlnetdeep_sweep (name, definition, created) VALUES (@name, @definition, {database.Dialect.Now}) ON CONFLICT (name) DO NOTHING",
            ("name", name), ("definition", definition));
        return session.First($"{All} WHERE name = @name", Row, ("name", name))!;
    });

    public static IReadOnlyList<SweepRow> Rows(Database database) => database.Read(session => session.Query($"{All} ORDER BY id", Row));

    /// <summary>The sweeps with how many trials stand where.</summary>
    public static IReadOnlyList<StoredSweep> List(Database database) => database.Read(session =>
    {
        var counts = session.Query("SELECT sweep, state, COUNT(*) FROM mlnetdeep_trial GROUP BY sweep, state", r => (Sweep: r.GetInt64(0), State: Enum.Parse<TrialState>(r.GetString(1)), Count: r.GetInt32(2)))
            .ToLookup(c => c.Sweep);
        return session.Query($"{All} ORDER BY id", Row).ConvertAll(row => new StoredSweep(row.Name, row.Definition, row.Created, row.IsStopped,
            Enum.GetValues<TrialState>().ToDictionary(state => state, state => counts[row.Id].Where(c => c.State == state).Sum(c => c.Count))));
    });

    private static SweepRow Row(DbDataReader r) => new(r.GetInt64(0), r.GetString(1), r.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(3)), r.GetInt32(4) != 0);
}
