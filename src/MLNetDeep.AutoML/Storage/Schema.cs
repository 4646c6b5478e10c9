namespace MLNetDeep.AutoML;

/// <summary>The tables of a store. Times are milliseconds since 1970, UTC; lists and metrics are JSON; a value that is NaN is NULL.</summary>
internal static class Schema
{
    /// <summary>What makes version n + 1 of version n. Only ever added to: stores of users have what is here.</summary>
    public static IReadOnlyList<string[]> Migrations { get; } =
    [
        [
            "CREATE TABLE mlnetdeep_schema (version INTEGER NOT NULL)",
            "INSERT INTO mlnetdeep_schema VALUES (0)",
            """
            CREATE TABLE mlnetdeep_sweep (
              id {key}, name TEXT NOT NULL UNIQUE, definition TEXT NOT NULL, created BIGINT NOT NULL, stopped INTEGER NOT NULL DEFAULT 0)
            """,
            // version counts all changes that a reader sees, takes how often it was begun, reports how many there are since; skip is 1 where the user asked for that.
            """
            CREATE TABLE mlnetdeep_trial (
              sweep BIGINT NOT NULL, number INTEGER NOT NULL, configuration TEXT NOT NULL, proposed_by TEXT NOT NULL, state TEXT NOT NULL,
              objective_values TEXT, violations TEXT, metrics TEXT, reason TEXT, worker TEXT, attempts INTEGER NOT NULL DEFAULT 0,
              proposed BIGINT NOT NULL, started BIGINT, ended BIGINT, beat BIGINT,
              version INTEGER NOT NULL DEFAULT 0, takes INTEGER NOT NULL DEFAULT 0, releases INTEGER NOT NULL DEFAULT 0, reports INTEGER NOT NULL DEFAULT 0, skip INTEGER NOT NULL DEFAULT 0,
              PRIMARY KEY (sweep, number))
            """,
            "CREATE INDEX mlnetdeep_trial_open ON mlnetdeep_trial (sweep, number) WHERE ended IS NULL",
            """
            CREATE TABLE mlnetdeep_report (
              sweep BIGINT NOT NULL, number INTEGER NOT NULL, position INTEGER NOT NULL, fold INTEGER NOT NULL, step INTEGER NOT NULL, value DOUBLE PRECISION, seconds DOUBLE PRECISION NOT NULL,
              PRIMARY KEY (sweep, number, position))
            """,
            """
            CREATE TABLE mlnetdeep_kept (
              sweep BIGINT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, content {blob} NOT NULL,
              PRIMARY KEY (sweep, number, name))
            """,
        ],
        [
            // What the process that runs the sweep stated, for workers that have no limits of their own; NULL for none.
            "ALTER TABLE mlnetdeep_sweep ADD COLUMN max_trials INTEGER",
            "ALTER TABLE mlnetdeep_sweep ADD COLUMN ends BIGINT",
        ],
    ];

    /// <summary>Makes the tables, or brings those of an older version up to this one, in one transaction. Several processes may do so at once.</summary>
    /// <exception cref="InvalidOperationException">They are of a newer version.</exception>
    public static void Upgrade(Database database) => Upgrade(database, Migrations);

    /// <summary>Likewise, but makes nothing where there are no tables.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static void UpgradeExisting(Database database)
    {
        if (database.Read(s => Version(s, database.Dialect)) == 0)
            throw new ArgumentException($"There are no sweeps in {database}.");
        Upgrade(database);
    }

    /// <summary>Makes or upgrades the tables by other migrations.</summary>
    public static void Upgrade(Database database, IReadOnlyList<string[]> migrations)
    {
        if (database.Read(s => Version(s, database.Dialect)) == migrations.Count)
            return;
        database.Write(session =>
        {
            session.Number(database.Dialect.LockSchema);
            long version = Version(session, database.Dialect);
            if (version > migrations.Count)
                throw new InvalidOperationException($"The store {database} has version {version} of its tables, made by a newer MLNetDeep; this one knows versions up to {migrations.Count}. Update MLNetDeep.");
            foreach (string statement in migrations.Skip((int)version).SelectMany(m => m))
                session.Execute(statement.Replace("{key}", database.Dialect.Key, StringComparison.Ordinal).Replace("{blob}", database.Dialect.Blob, StringComparison.Ordinal));
            return session.Execute("UPDATE mlnetdeep_schema SET version = @version", ("version", migrations.Count));
        });
    }

    private static long Version(Session session, SqlDialect dialect) =>
        session.Number(dialect.HasTable, ("table", "mlnetdeep_schema")) == 0 ? 0 : session.Number("SELECT version FROM mlnetdeep_schema")!.Value;
}
