using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace MLNetDeep.AutoML;

/// <summary>
/// A SQLite file, or one in memory, by one connection. Its journal is a write-ahead log, so that readers and the writer do not wait for each other. What was committed survives the end of a process in
/// any case. A loss of power may take what was committed since the disk was last flushed: the first transaction a second or more after the last flush flushes it again. So it costs
/// nothing beside trials of minutes, and little beside those of milliseconds.
/// </summary>
internal sealed class SqliteDatabase : Database
{
    private const int BusyMilliseconds = 60_000, NotADatabase = 26;

    private static readonly TimeSpan _betweenFlushes = TimeSpan.FromSeconds(1);

    private static readonly SqlDialect _dialect = new(
        Now: "CAST(ROUND(unixepoch('now', 'subsec') * 1000) AS INTEGER)",
        SkipLocked: "",
        Pairs: "(SELECT json_extract(value, '$[0]') AS number, json_extract(value, '$[1]') AS known FROM json_each(@pairs))",
        Key: "INTEGER PRIMARY KEY",
        Blob: "BLOB",
        HasTable: "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = @table",
        LockSchema: "SELECT 1"); // transactions that write are alone

    private readonly SqliteConnection _connection;
    private long _flushed;

    private SqliteDatabase(SqliteConnectionStringBuilder where, string place)
        : base(place, new Secrets())
    {
        where.Pooling = false;
        where.DefaultTimeout = BusyMilliseconds / 1000;
        _connection = new SqliteConnection(where.ConnectionString);
        try
        {
            _connection.Open();
            Pragma($"busy_timeout = {BusyMilliseconds}"); // SQLite looks every few milliseconds, the driver alone every 150
            if (where.Mode == SqliteOpenMode.ReadWriteCreate) Pragma("journal_mode = WAL"); // a store that is there has it
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
    public static SqliteDatabase InMemory() => new(new SqliteConnectionStringBuilder { DataSource = ":memory:" }, "in memory");

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
        return new SqliteDatabase(new SqliteConnectionStringBuilder { DataSource = full, Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite }, path);
    }

    /// <inheritdoc/>
    public override T Write<T>(Func<Session, T> work)
    {
        lock (_connection)
        {
            bool flushes = Stopwatch.GetElapsedTime(_flushed) >= _betweenFlushes;
            Pragma(flushes ? "synchronous = FULL" : "synchronous = NORMAL");
            T result = Run(work, deferred: false);
            if (flushes) _flushed = Stopwatch.GetTimestamp();
            return result;
        }
    }

    /// <inheritdoc/>
    public override T Read<T>(Func<Session, T> work)
    {
        lock (_connection)
            return Run(work, deferred: true);
    }

    /// <inheritdoc/>
    public override T Query<T>(Func<Session, T> query)
    {
        lock (_connection)
            return query(new Session(_connection));
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
