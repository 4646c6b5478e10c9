using Npgsql;

namespace MLNetDeep.AutoML.Tests.Storage;

[TestClass]
public class StoreLocationTests
{
    [TestMethod]
    [DataRow("postgres://me:p%40ss%2Fw@db:6543/sweeps", "Host=db;Port=6543;Username=me;Password=p@ss/w;Database=sweeps")]
    [DataRow("postgresql://db/sweeps", "Host=db;Database=sweeps")]
    [DataRow("POSTGRES://me@[::1]:1234/s", "Host=::1;Port=1234;Username=me;Database=s")]
    [DataRow("postgres://", "Host=localhost")]
    [DataRow("postgres:///s?host=%2Fvar%2Frun%2Fpostgresql&user=me", "Host=/var/run/postgresql;Database=s;Username=me")]
    [DataRow("postgres://%2Frun%2Fpg/s", "Host=/run/pg;Database=s")]
    [DataRow("postgres://me@a:1,b:2/s?target_session_attrs=read-write", "Host=\"a:1,b:2\";Username=me;Database=s;Target Session Attributes=read-write")]
    [DataRow("postgres://me@db/s?sslmode=verify-full&sslrootcert=ca.pem&connect_timeout=5", "Host=db;Username=me;Database=s;SSL Mode=VerifyFull;Root Certificate=ca.pem;Timeout=5")]
    [DataRow("postgres://me:a@b@db/s", "Host=db;Username=me;Password=a@b;Database=s")]
    public void An_address_is_read_as_libpq_reads_it(string url, string expected) =>
        Assert.IsTrue(new NpgsqlConnectionStringBuilder(expected).EquivalentTo(PostgresUrl.Parse(url)), PostgresUrl.Parse(url).ConnectionString);

    [TestMethod]
    [DataRow("postgres://me:secret@db/s", "postgres://db/s")]
    [DataRow("postgres://me:secret@db:5433/s", "postgres://db:5433/s")]
    [DataRow("postgres://me:secret@[::1]:5433/s", "postgres://[::1]:5433/s")]
    [DataRow("Host=db;Username=me;Password=secret;Database=s", "postgres://db/s")]
    [DataRow("runs/a=b.db", "runs/a=b.db")]
    public void Its_text_has_no_user_and_no_password(string location, string expected) => Assert.AreEqual(expected, TrialStore.Describe(location));

    [TestMethod]
    [DataRow("postgres://me:secret/s", "the port must be a whole number of 1 to 65535; write ':' in a user or password as %3A, '/' as %2F, '@' as %40, '?' as %3F and '#' as %23")]
    [DataRow("postgres://me:1/secret@db/s", "behind the host there is an '@'; write '/' in a user or password as %2F, '@' as %40, '?' as %3F and '#' as %23")]
    [DataRow("postgres://db:70000/s", "the port must be a whole number of 1 to 65535; write ':' in a user or password as %3A, '/' as %2F, '@' as %40, '?' as %3F and '#' as %23")]
    [DataRow("postgres://db/s?secret=1", "its parameters must be of application_name, connect_timeout, dbname, host, options, passfile, password, port, sslcert, sslkey, sslmode, sslpassword, sslrootcert, target_session_attrs, user")]
    [DataRow("postgres://db/s?sslmode=secret", "the parameter 'sslmode' has a value that is not allowed")]
    [DataRow("Host=db;Port=secret", "it is no connection string of Npgsql, such as Host=db;Port=5432;Database=sweeps;Username=me")]
    [DataRow("Host=db;Passwort=secret", "it is no connection string of Npgsql, such as Host=db;Port=5432;Database=sweeps;Username=me")]
    public void Faults_are_told_without_what_may_be_a_password(string location, string fault)
    {
        string text = Assert.ThrowsExactly<ArgumentException>(() => StoreLocation.Parse(location)).ToString();
        StringAssert.Contains(text, $"The location of the store cannot be read: {fault}. It is postgres://user:password@host:port/database; the password may also come from PGPASSWORD or ~/.pgpass.");
        if (!fault.Contains("its parameters", StringComparison.Ordinal)) Assert.DoesNotContain("secret", text);
    }

    [TestMethod]
    public void Another_kind_of_database_is_told() =>
        Assert.AreEqual("A store is a file, or a PostgreSQL database as postgres://user@host:port/database; there is none of the kind 'mysql'.",
            Assert.ThrowsExactly<ArgumentException>(() => TrialStore.Create("mysql://me:secret@db/x", "s", "{}")).Message);
}
