using Npgsql;

namespace MLNetDeep.AutoML;

/// <summary>An advisory lock in a transaction of its own: gone with the transaction, and with the process.</summary>
internal sealed class PostgresTurn : IDisposable
{
    private NpgsqlConnection? _connection;
    private NpgsqlTransaction? _transaction;

    /// <summary>Waits for the lock, ten seconds at most.</summary>
    /// <exception cref="NpgsqlException">It did not get it.</exception>
    public void Begin(NpgsqlDataSource source, long sweep)
    {
        _connection = source.OpenConnection();
        _transaction = _connection.BeginTransaction();
        using var command = new NpgsqlCommand("SET LOCAL lock_timeout = '10s'; SELECT pg_advisory_xact_lock(6451729383 + @sweep)", _connection);
        command.Parameters.AddWithValue("sweep", sweep);
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _transaction?.Dispose();
            _connection?.Dispose();
        }
        catch (NpgsqlException)
        {
            // The connection broke, and the lock with it.
        }
    }
}
