using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLNetDeep.AutoML;

/// <summary>
/// The stores of sweeps. A location is a file (SQLite), for any number of processes of one machine; or a PostgreSQL database, for any number of machines, as
/// <c>postgres://user:password@host:port/database</c>, <c>postgresql://…</c> or a connection string of Npgsql. A password may also come from <c>PGPASSWORD</c> or <c>~/.pgpass</c>.
/// Passwords in definitions and in reasons why trials failed are replaced by <c>***</c>.
/// </summary>
public static class TrialStore
{
    /// <summary>A store for one process, gone with it.</summary>
    /// <param name="definition">The definition of the sweep, a JSON object.</param>
    public static ITrialStore InMemory(string definition = "{}") => Guarded(SqliteDatabase.InMemory(), d => Create(d, "memory", definition));

    /// <summary>Creates a sweep, and the store where there is none; where the sweep is there with an equal definition, it is opened. Several processes may do so at once.</summary>
    /// <param name="location">A file, or a PostgreSQL database.</param>
    /// <param name="sweep">The name of the sweep.</param>
    /// <param name="definition">The definition of the sweep, a JSON object.</param>
    /// <exception cref="ArgumentException">The location is none, or the definition is no JSON object.</exception>
    /// <exception cref="InvalidOperationException">The sweep is there with another definition; or the store was made by a newer version.</exception>
    /// <exception cref="IOException">The store cannot be reached, or the file is something else.</exception>
    public static ITrialStore Create(string location, string sweep, string definition)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sweep);
        return Guarded(StoreLocation.Parse(location).Connect(create: true), d => Create(d, sweep, definition));
    }

    /// <summary>Opens a sweep that is there.</summary>
    /// <param name="location">A file, or a PostgreSQL database.</param>
    /// <param name="sweep">The name of the sweep; null where the store has only one.</param>
    /// <exception cref="ArgumentException">There is no such store or sweep; the sweeps that there are are named.</exception>
    /// <exception cref="InvalidOperationException">The store was made by a newer version.</exception>
    /// <exception cref="IOException">The store cannot be reached, or the file is something else.</exception>
    public static ITrialStore Open(string location, string? sweep = null) => Guarded(StoreLocation.Parse(location).Connect(create: false), d => Open(d, sweep));

    /// <summary>The sweeps of a store in the order of their making, with how many trials stand where.</summary>
    /// <inheritdoc cref="Open(string, string?)" path="/exception"/>
    public static IReadOnlyList<StoredSweep> List(string location)
    {
        using Database database = StoreLocation.Parse(location).Connect(create: false);
        Schema.UpgradeExisting(database);
        return SweepTable.List(database);
    }

    /// <summary>A location for logs and reports: without user and password.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static string Describe(string location) => StoreLocation.Parse(location).ToString();

    private static DatabaseStore Create(Database database, string name, string definition)
    {
        Schema.Upgrade(database);
        string wanted = Secrets.HideNamed(Parsed(definition).ToJsonString());
        SweepRow row = SweepTable.Create(database, name, wanted);
        if (DefinitionDifference.Between(row.Definition, wanted) is { } difference)
            throw new InvalidOperationException($"The store {database} has a sweep '{name}' with another definition: {difference}. Choose another name for this one, or give the same definition to go on with that.");
        return new DatabaseStore(database, row);
    }

    private static DatabaseStore Open(Database database, string? name)
    {
        Schema.UpgradeExisting(database);
        IReadOnlyList<SweepRow> rows = SweepTable.Rows(database);
        SweepRow? row = name is null && rows.Count == 1 ? rows[0] : rows.FirstOrDefault(r => r.Name == name);
        return row is not null ? new DatabaseStore(database, row) : throw new ArgumentException((name, rows.Count) switch
        {
            (_, 0) => $"The store {database} has no sweeps.",
            (null, _) => $"The store {database} has {rows.Count} sweeps: name one of {Names(rows)}.",
            _ => $"The store {database} has no sweep '{name}'; it has {Names(rows)}.",
        });
    }

    private static string Names(IEnumerable<SweepRow> rows) => string.Join(", ", rows.Select(r => $"'{r.Name}'"));

    private static JsonObject Parsed(string definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        try
        {
            return JsonNode.Parse(definition) as JsonObject ?? throw new ArgumentException("The definition of a sweep must be a JSON object.", nameof(definition));
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The definition of a sweep must be a JSON object, but is no JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.", nameof(definition));
        }
    }

    private static DatabaseStore Guarded(Database database, Func<Database, DatabaseStore> open)
    {
        try
        {
            return open(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}

/// <summary>A sweep of a store.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Definition">Its definition, a JSON object.</param>
/// <param name="Created">When it was made.</param>
/// <param name="IsStopped">Whether it is stopped.</param>
/// <param name="Counts">How many trials stand where; every state has an entry.</param>
public sealed record StoredSweep(string Name, string Definition, DateTimeOffset Created, bool IsStopped, IReadOnlyDictionary<TrialState, int> Counts);
