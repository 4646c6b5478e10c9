using System.Text;
using Microsoft.Data.Sqlite;

namespace MLNetDeep.AutoML.Tests.Storage;

[TestClass]
public class SqliteStoreTests : PersistentStoreContract
{
    private readonly TemporaryFolder _folder = new();

    protected override string Location => _folder.File("sweeps.db");

    protected override void CleanUp() => _folder.Dispose();

    [TestMethod]
    public void What_is_no_store_is_told()
    {
        string missing = _folder.File("missing.db"), homeless = _folder.File("missing/x.db"), text = _folder.Write("notes.txt", [.. Enumerable.Repeat("no database", 100)]);
        Assert.AreEqual($"There is no store {missing}.", Assert.ThrowsExactly<ArgumentException>(() => TrialStore.Open(missing, "x")).Message);
        Assert.IsFalse(File.Exists(missing));
        string empty = _folder.Write("empty.db");
        Assert.AreEqual($"There are no sweeps in {empty}.", Assert.ThrowsExactly<ArgumentException>(() => TrialStore.List(empty)).Message);
        Assert.AreEqual($"A store is a file, but {_folder.Path} is a folder.", Assert.ThrowsExactly<ArgumentException>(() => TrialStore.Open(_folder.Path)).Message);
        Assert.AreEqual($"The store {homeless} cannot be made: there is no folder {_folder.File("missing")}.", Assert.ThrowsExactly<ArgumentException>(() => TrialStore.Create(homeless, "x", "{}")).Message);
        Assert.AreEqual($"{text} is no SQLite database.", Assert.ThrowsExactly<IOException>(() => TrialStore.Create(text, "x", "{}")).Message);
    }

    [TestMethod]
    public void Many_may_make_it_at_once()
    {
        string location = _folder.File("new.db");
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            using ITrialStore store = TrialStore.Create(location, "same", """{"Seed": 1}""");
            store.Add((_, _) => (Configuration.Empty, "user"));
        });
        Assert.AreEqual(8, TrialStore.List(location).Single().Counts[TrialState.Waiting]);
    }

    [TestMethod]
    public void A_newer_version_is_refused()
    {
        Run("UPDATE mlnetdeep_schema SET version = 99");
        Assert.AreEqual($"The store {Location} has version 99 of its tables, made by a newer MLNetDeep; this one knows versions up to {Schema.Migrations.Count}. Update MLNetDeep.",
            Assert.ThrowsExactly<InvalidOperationException>(() => TrialStore.Open(Location, "digits")).Message);
    }

    [TestMethod]
    public void An_older_version_is_brought_up_in_one_piece()
    {
        using SqliteDatabase database = SqliteDatabase.OfFile(Location, create: false);
        string[] next = ["ALTER TABLE mlnetdeep_trial ADD COLUMN note TEXT"];
        Assert.Throws<SqliteException>(() => Schema.Upgrade(database, [.. Schema.Migrations, [.. next, "NONSENSE"]]));
        Schema.Upgrade(database, [.. Schema.Migrations, next]);

        Assert.AreEqual(Schema.Migrations.Count + 1, database.Read(s => s.Number("SELECT version FROM mlnetdeep_schema")));
        Assert.IsEmpty(database.Read(s => s.Query("SELECT note FROM mlnetdeep_trial", r => r.GetString(0))));
    }

    [TestMethod]
    public void No_password_reaches_the_file()
    {
        const string Password = "tulip-4711";
        using ITrialStore store = TrialStore.Create(Location, "secret", $$"""{"Source": "postgres://me:{{Password}}@db/x", "Options": {"password": "{{Password}}"} }""");
        store.Add((_, _) => (Configuration.Empty, "user"));
        store.Take("a", TimeSpan.FromHours(1));
        store.End(1, "a", new TrialOutcome(TrialState.Failed) { Reason = $"Npgsql: Host=db; Password = {Password}" });

        foreach (string file in Directory.GetFiles(_folder.Path))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            Assert.DoesNotContain(Password, reader.ReadToEnd(), file);
        }
        Assert.AreEqual("""{"Source":"postgres://me:***@db/x","Options":{"password":"***"}}""", store.Definition);
    }

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Location};Pooling=false");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
