using System.Text.RegularExpressions;
using Npgsql;

namespace MLNetDeep.AutoML;

/// <summary>Where a store is: a file, or a PostgreSQL database. Its text has no user and no password.</summary>
internal abstract partial record StoreLocation
{
    /// <summary>Reads a location.</summary>
    /// <exception cref="ArgumentException">It is none; never with a password in the message.</exception>
    public static StoreLocation Parse(string location)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(location);
        if (Scheme().Match(location) is { Success: true } scheme)
            return scheme.Groups[1].Value.ToLowerInvariant() is "postgres" or "postgresql"
                ? new PostgresLocation(PostgresUrl.Parse(location))
                : throw new ArgumentException($"A store is a file, or a PostgreSQL database as postgres://user@host:port/database; there is none of the kind '{scheme.Groups[1].Value}'.");
        return HostOfNpgsql().IsMatch(location) ? new PostgresLocation(PostgresUrl.OfNpgsql(location)) : new FileLocation(location);
    }

    /// <summary>Opens the database, without looking at what is in it.</summary>
    /// <param name="create">Whether a file is made where there is none.</param>
    public abstract Database Connect(bool create);

    [GeneratedRegex("^([A-Za-z][A-Za-z0-9+.-]+)://")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"(^|;)\s*(host|server|data source)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex HostOfNpgsql();

    private sealed record FileLocation(string Path) : StoreLocation
    {
        public override Database Connect(bool create) => SqliteDatabase.OfFile(Path, create);

        public override string ToString() => Path;
    }

    private sealed record PostgresLocation(NpgsqlConnectionStringBuilder Builder) : StoreLocation
    {
        public override Database Connect(bool create) => new PostgresDatabase(Builder, ToString());

        public override string ToString() => PostgresUrl.WithoutUser(Builder);
    }
}
