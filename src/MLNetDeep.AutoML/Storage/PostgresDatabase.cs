using System.Data;
using System.Diagnostics;
using Npgsql;

namespace MLNetDeep.AutoML;

/// <summary>A PostgreSQL database. After the first connection, one that breaks is made anew for half a minute, so that a restart of the server costs no trial.</summary>
internal sealed class PostgresDatabase : Database
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30), _pause = TimeSpan.FromMilliseconds(200);

    private static readonly SqlDialect _dialect = new(
        Now: "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)",
        SkipLocked: "FOR UPDATE SKIP LOCKED",
        Pairs: "(SELECT CAST(value->>0 AS INTEGER) AS number, CAST(value->>1 AS INTEGER) AS known FROM json_array_elements(CAST(@pairs AS json)))",
        Key: "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
        Blob: "BYTEA",
        HasTable: "SELECT COUNT(*) FROM pg_class WHERE oid = to_regclass(@table)",
        LockSchema: "SELECT pg_advisory_xact_lock(6451729383)"); // any number that all of us use

    private readonly NpgsqlDataSource _source;

    /// <summary>Connects once, to see whether it can.</summary>
    /// <exception cref="IOException">It cannot.</exception>
    public PostgresDatabase(NpgsqlConnectionStringBuilder where, string place)
        : base(place, new Secrets(where.Password, where.SslPassword))
    {
        where.ApplicationName ??= "mlnetdeep";
        where.TcpKeepAlive = true;
        try
        {
            _source = NpgsqlDataSource.Create(where.ConnectionString);
            using NpgsqlConnection connection = _source.OpenConnection();
        }
        catch (Exception e) when (e is NpgsqlException or ArgumentException or InvalidOperationException or NotSupportedException or TimeoutException)
        {
            _source?.Dispose();
            throw new IOException($"The store {place} cannot be reached: {Secrets.Hide(e.Message)}", e is NpgsqlException ? e : null);
        }
    }

    /// <inheritdoc/>
    public override SqlDialect Dialect => _dialect;

    /// <inheritdoc/>
    public override T Write<T>(Func<Session, T> work) => Run(work, IsolationLevel.ReadCommitted);

    /// <inheritdoc/>
    public override T Read<T>(Func<Session, T> work) => Run(work, IsolationLevel.RepeatableRead);

    /// <inheritdoc/>
    public override T Query<T>(Func<Session, T> query) => Run(query, null);

    /// <inheritdoc/>
    public override IDisposable? Turn(long sweep)
    {
        var turn = new PostgresTurn();
        try
        {
            turn.Begin(_source, sweep);
            return turn;
        }
        catch (NpgsqlException) // it took too long, or the connection broke: what comes next will say so
        {
            turn.Dispose();
            return null;
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => _source.Dispose();

    private T Run<T>(Func<Session, T> work, IsolationLevel? level)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            bool isCommitting = false; // whether one that breaks then was committed, nobody knows
            try
            {
                using NpgsqlConnection connection = _source.OpenConnection();
                using NpgsqlTransaction? transaction = level is { } wanted ? connection.BeginTransaction(wanted) : null;
                T result = work(new Session(connection));
                isCommitting = true;
                transaction?.Commit();
                return result;
            }
            catch (NpgsqlException e) when (IsPassing(e) && !isCommitting && Stopwatch.GetElapsedTime(start) < _patience)
            {
                Thread.Sleep(_pause);
            }
        }
    }

    private static bool IsPassing(NpgsqlException e) => e.IsTransient || e.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow;
}
