using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace MLNetDeep.AutoML;

/// <summary>
/// A SQLite file, or one in memory, by one connection. Its journal is a write-ahead log, so that readers and the writer do not wait for each other. What a process committed survives its end in any
/// case; what is marked as durable is on the disk as well, and with it all that was committed before: then the end of a trial costs one flush of the disk, and reports cost none.
/// </summary>
internal sealed class SqliteDatabase : Database
{
    private const int BusyMilliseconds = 60_000, NotADatabase = 26;

    private static readonly SqlDialect _dialect = new(
        Now: "CAST(ROUND(unixepoch('now', 'subsec') * 1000) AS INTEGER)",
        SkipLocked: "",
        Pairs: "(SELECT json_extract(value, '$[0]') AS number, json_extract(value, '$[1]') AS known FROM json_each(@pairs))",
        Key: "INTEGER PRIMARY KEY",
        Blob: "BLOB",
        HasTable: "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = @table",
        LockSchema: "SELECT 1"); // transactions that write are alone

    private readonly SqliteConnection _connection;
    private readonly bool _isFile;

    private SqliteDatabase(SqliteConnectionStringBuilder where, string place, bool isFile)
        : base(place, new Secrets())
    {
        where.Pooling = false;
        where.DefaultTimeout = BusyMilliseconds / 1000;
        (_connection, _isFile) = (new SqliteConnection(where.ConnectionString), isFile);
        try
        {
            _connection.Open();
            Pragma($"busy_timeout = {BusyMilliseconds}"); // SQLite looks every few milliseconds, the driver alone every 150
            Pragma("journal_mode = WAL");
            Pragma("synchronous = NORMAL");
        }
        catch (SqliteException e)
        {
            _connection.Dispose();
            throw new IOException(e.SqliteErrorCode == NotADatabase ? $"{place} is no SQLite database." : $"The store {place} cannot be opened: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public override SqlDialect Dialect => _dialect;

    /// <summary>A database in memory.</summary>
    public static SqliteDatabase InMemory() => new(new SqliteConnectionStringBuilder { DataSource = ":memory:" }, "in memory", isFile: false);

    /// <summary>A database in a file.</summary>
    public static SqliteDatabase OfFile(string path, bool create)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full))
            throw new ArgumentException($"A store is a file, but {path} is a folder.");
        if (!create && !File.Exists(full))
            throw new ArgumentException($"There is no store {path}.");
        if (!Directory.Exists(Path.GetDirectoryName(full)))
            throw new ArgumentException($"The store {path} cannot be made: there is no folder {Path.GetDirectoryName(full)}.");
        return new SqliteDatabase(new SqliteConnectionStringBuilder { DataSource = full, Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite }, path, isFile: true);
    }

    /// <inheritdoc/>
    public override T Write<T>(Func<Session, T> work, bool durable = false)
    {
        lock (_connection)
        {
            if (!durable || !_isFile)
                return Run(work, deferred: false);
            Pragma("synchronous = FULL");
            try
            {
                return Run(work, deferred: false);
            }
            finally
            {
                Pragma("synchronous = NORMAL");
            }
        }
    }

    /// <inheritdoc/>
    public override T Read<T>(Func<Session, T> work)
    {
        lock (_connection)
            return Run(work, deferred: true);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        lock (_connection)
            _connection.Dispose();
    }

    // Not deferred is BEGIN IMMEDIATE: a transaction that reads first and writes then would be refused where another wrote meanwhile.
    private T Run<T>(Func<Session, T> work, bool deferred)
    {
        using SqliteTransaction transaction = _connection.BeginTransaction(deferred);
        T result = work(new Session(_connection));
        transaction.Commit();
        return result;
    }

    private void Pragma(string text)
    {
        using DbCommand command = _connection.CreateCommand();
        command.CommandText = $"PRAGMA {text}";
        command.ExecuteNonQuery();
    }
}
