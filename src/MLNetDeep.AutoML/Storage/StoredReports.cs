using System.Data.Common;

namespace MLNetDeep.AutoML;

/// <summary>Reads reports, by trial and in their order.</summary>
internal static class StoredReports
{
    private const string Columns = "r.number, r.fold, r.step, r.value, r.seconds";

    /// <summary>Those of all trials.</summary>
    public static Dictionary<int, List<TrialReport>> All(Session session, long sweep) =>
        Grouped(session, $"SELECT {Columns} FROM mlnetdeep_report r WHERE r.sweep = @sweep ORDER BY r.number, r.position", ("sweep", sweep));

    /// <summary>Those of some trials behind the ones that are known.</summary>
    public static Dictionary<int, List<TrialReport>> Since(Session session, SqlDialect dialect, long sweep, IReadOnlyCollection<(int Number, int Known)> wanted) => wanted.Count == 0 ? [] : Grouped(session,
        $"SELECT {Columns} FROM {dialect.Pairs} w CROSS JOIN mlnetdeep_report r WHERE r.sweep = @sweep AND r.number = w.number AND r.position > w.known ORDER BY r.number, r.position",
        ("sweep", sweep), ("pairs", Pairs(wanted)));

    /// <summary>The last one of every trial.</summary>
    public static Dictionary<int, List<TrialReport>> Last(Session session, long sweep) => Grouped(session,
        $"SELECT {Columns} FROM mlnetdeep_trial t CROSS JOIN mlnetdeep_report r WHERE t.sweep = @sweep AND r.sweep = t.sweep AND r.number = t.number AND r.position = t.reports", ("sweep", sweep));

    /// <summary>Numbers of trials, each with another whole number, for the database.</summary>
    public static string Pairs(IEnumerable<(int Number, int Known)> pairs) => $"[{string.Join(',', pairs.Select(p => FormattableString.Invariant($"[{p.Number},{p.Known}]")))}]";

    private static Dictionary<int, List<TrialReport>> Grouped(Session session, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        Dictionary<int, List<TrialReport>> all = [];
        session.Query(sql, r => Put(all, r), parameters);
        return all;
    }

    private static bool Put(Dictionary<int, List<TrialReport>> all, DbDataReader r)
    {
        int number = r.GetInt32(0);
        if (!all.TryGetValue(number, out List<TrialReport>? own))
            all[number] = own = [];
        own.Add(new TrialReport(r.GetInt32(1), r.GetInt32(2), r.IsDBNull(3) ? double.NaN : r.GetDouble(3), r.GetDouble(4)));
        return true;
    }
}
