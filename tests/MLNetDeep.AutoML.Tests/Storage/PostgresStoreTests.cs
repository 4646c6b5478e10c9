using Npgsql;

namespace MLNetDeep.AutoML.Tests.Storage;

/// <summary>Against a real server; skipped where PostgreSQL is not installed.</summary>
[TestClass]
public class PostgresStoreTests : PersistentStoreContract
{
    private string? _schema;

    protected override string Location => Postgres.Url(_schema ??= Postgres.NewSchema());

    // Not by Other: that would wait for its turn until it has waited long enough.
    protected override void AddBeside() =>
        Postgres.Run(_schema!, "INSERT INTO mlnetdeep_trial (sweep, number, configuration, proposed_by, state, proposed) SELECT id, 1, '{}', 'other', 'Waiting', 0 FROM mlnetdeep_sweep");

    [TestMethod]
    public void Many_may_make_it_at_once()
    {
        string schema = Postgres.NewSchema();
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            using ITrialStore store = TrialStore.Create(Postgres.ConnectionString(schema), "same", """{"Seed": 1}""");
            store.Add((_, _) => (Configuration.Empty, "user"));
        });
        Assert.AreEqual(8, TrialStore.List(Postgres.Url(schema)).Single().Counts[TrialState.Waiting]);
    }

    [TestMethod]
    public void Opening_makes_no_tables()
    {
        string location = Postgres.Url(Postgres.NewSchema());
        Assert.AreEqual($"There are no sweeps in {TrialStore.Describe(location)}.", Assert.ThrowsExactly<ArgumentException>(() => TrialStore.Open(location)).Message);
        using Database database = StoreLocation.Parse(location).Connect(create: false);
        Assert.AreEqual(0, database.Query(s => s.Number(database.Dialect.HasTable, ("table", "mlnetdeep_schema"))));
    }

    [TestMethod]
    public void A_newer_version_is_refused()
    {
        Postgres.Run(_schema!, "UPDATE mlnetdeep_schema SET version = 99");
        Assert.AreEqual($"The store {TrialStore.Describe(Location)} has version 99 of its tables, made by a newer MLNetDeep; this one knows versions up to {Schema.Migrations.Count}. Update MLNetDeep.",
            Assert.ThrowsExactly<InvalidOperationException>(() => TrialStore.Open(Location, "digits")).Message);
    }

    [TestMethod]
    public void An_older_version_is_brought_up_in_one_piece()
    {
        using Database database = StoreLocation.Parse(Location).Connect(create: false);
        string[] next = ["ALTER TABLE mlnetdeep_trial ADD COLUMN note TEXT"];
        Assert.Throws<NpgsqlException>(() => Schema.Upgrade(database, [.. Schema.Migrations, [.. next, "NONSENSE"]]));
        Schema.Upgrade(database, [.. Schema.Migrations, next]);

        Assert.AreEqual(Schema.Migrations.Count + 1, database.Read(s => s.Number("SELECT version FROM mlnetdeep_schema")));
        Assert.IsEmpty(database.Read(s => s.Query("SELECT note FROM mlnetdeep_trial", r => r.GetString(0))));
    }

    [TestMethod]
    public void Connections_that_break_are_made_anew()
    {
        Store.Add((_, _) => (Configuration.Empty, "user"));
        Postgres.Run(_schema!, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        Assert.AreEqual(1, Store.Take("a", TimeSpan.FromHours(1))!.Number);
        Assert.HasCount(1, Other.Read());
    }

    [TestMethod]
    public void Workers_propose_one_after_the_other()
    {
        int asked = 0;
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            for (int n = 0; n < 5; n++)
                (i % 2 == 0 ? Store : Other).Add((_, _) =>
                {
                    Interlocked.Increment(ref asked);
                    Thread.Sleep(5);
                    return (Configuration.Empty, "user");
                });
        });
        Assert.HasCount(20, Store.Read());
        Assert.AreEqual(20, asked, "no proposal was in vain");
    }

    [TestMethod]
    public void A_locked_trial_is_passed_over()
    {
        for (int i = 0; i < 2; i++) Store.Add((_, _) => (Configuration.Empty, "user"));
        using var source = NpgsqlDataSource.Create(Postgres.ConnectionString(_schema!));
        using NpgsqlConnection connection = source.OpenConnection();
        using NpgsqlTransaction transaction = connection.BeginTransaction();
        using (var command = new NpgsqlCommand("SELECT 1 FROM mlnetdeep_trial WHERE number = 1 FOR UPDATE", connection)) command.ExecuteNonQuery();
        Assert.AreEqual(2, Store.Take("a", TimeSpan.FromHours(1))!.Number);
    }

    [TestMethod]
    public void Passwords_reach_neither_tables_nor_texts_nor_errors()
    {
        string password = PostgresServer.Password, escaped = Uri.EscapeDataString(password);
        using ITrialStore store = TrialStore.Create(Location, "secret", $$"""{"Store": "{{Location}}", "Password": "{{password}}"}""");
        store.Add((_, _) => (Configuration.Empty, "user"));
        store.Take("a", TimeSpan.FromHours(1));
        store.End(1, "a", new TrialOutcome(TrialState.Failed) { Reason = $"{Location} and {Postgres.Server.ConnectionString()} and {password}" });

        string[] tables = ["mlnetdeep_sweep", "mlnetdeep_trial"];
        using Database database = StoreLocation.Parse(Location).Connect(create: false);
        string[] texts =
        [
            .. tables.SelectMany(table => database.Read(s => s.Query($"SELECT t::text FROM {table} t", r => r.GetString(0)))),
            $"{store}", $"{database}", $"{StoreLocation.Parse(Location)}", TrialStore.Describe(Location), TrialStore.Describe(Postgres.Server.ConnectionString()),
            $"{Assert.ThrowsExactly<IOException>(() => TrialStore.Open(Postgres.Server.Url("missing"), "x"))}",
            $"{Assert.ThrowsExactly<IOException>(() => TrialStore.Open(Location.Replace("sweeper", "nobody", StringComparison.Ordinal), "x"))}",
            $"{Assert.ThrowsExactly<IOException>(() => TrialStore.Open($"postgres://me:{escaped}@127.0.0.1:1/x", "x"))}",
            $"{Assert.ThrowsExactly<InvalidOperationException>(() => TrialStore.Create(Location, "secret", "{}"))}",
        ];
        foreach (string text in texts)
        {
            Assert.DoesNotContain(password, text);
            Assert.DoesNotContain(escaped, text);
        }
    }
}
