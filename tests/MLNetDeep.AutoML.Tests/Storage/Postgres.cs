using Npgsql;

namespace MLNetDeep.AutoML.Tests.Storage;

/// <summary>The PostgreSQL server of this test run: started when a test first wants it, gone with the run.</summary>
internal static class Postgres
{
    private static readonly Lazy<(PostgresServer? Server, string Why)> _started = new(() => (PostgresServer.Start(out string why), why));

    /// <summary>The server; without one the test is skipped.</summary>
    public static PostgresServer Server
    {
        get
        {
            if (_started.Value.Server is null) Assert.Inconclusive(_started.Value.Why);
            return _started.Value.Server;
        }
    }

    /// <summary>Makes an empty place, a schema of its own, and gives its name.</summary>
    public static string NewSchema()
    {
        string name = $"test_{Guid.NewGuid():N}";
        Run(name, $"CREATE SCHEMA {name}");
        return name;
    }

    /// <summary>The address of a schema.</summary>
    public static string Url(string schema) => $"{Server.Url()}?options=-csearch_path%3D{schema}";

    /// <summary>The same for Npgsql.</summary>
    public static string ConnectionString(string schema) => $"{Server.ConnectionString()};Search Path={schema}";

    /// <summary>Runs a statement.</summary>
    public static void Run(string schema, string sql)
    {
        using var source = NpgsqlDataSource.Create($"{ConnectionString(schema)};Pooling=false");
        using NpgsqlCommand command = source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }
}
