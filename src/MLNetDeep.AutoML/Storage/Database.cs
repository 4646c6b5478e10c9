namespace MLNetDeep.AutoML;

/// <summary>A database that stores are in. Its text is where it is, without user and password. Safe for several threads.</summary>
internal abstract class Database(string place, Secrets secrets) : IDisposable
{
    /// <summary>How it wants its SQL.</summary>
    public abstract SqlDialect Dialect { get; }

    /// <summary>What takes passwords out of what is written.</summary>
    public Secrets Secrets => secrets;

    /// <summary>Runs a transaction that writes. What it runs may be run again where the connection broke before it was committed.</summary>
    public abstract T Write<T>(Func<Session, T> work);

    /// <summary>Runs a transaction that reads, all of it from one state.</summary>
    public abstract T Read<T>(Func<Session, T> work);

    /// <summary>Runs a single query.</summary>
    public abstract T Query<T>(Func<Session, T> query);

    /// <summary>
    /// Waits until nobody else has the turn at a sweep, so that workers do not all propose the same number. A courtesy: one that keeps it for too long is not waited for, and nothing depends on it.
    /// </summary>
    /// <returns>Ends the turn when disposed; null where there are no turns.</returns>
    public virtual IDisposable? Turn(long sweep) => null;

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <inheritdoc/>
    public sealed override string ToString() => place;
}

/// <summary>Where the SQL of databases differs.</summary>
/// <param name="Now">The time now in milliseconds since 1970, UTC, by the clock of the database.</param>
/// <param name="SkipLocked">Behind a SELECT: locks its rows, and leaves out those that others have locked.</param>
/// <param name="Pairs">A table of the columns number and known from the parameter @pairs, a JSON array of arrays of two whole numbers.</param>
/// <param name="Key">The type of a column that numbers its rows by itself.</param>
/// <param name="Blob">The type for bytes.</param>
/// <param name="HasTable">How many tables have the name @table.</param>
/// <param name="LockSchema">Keeps others from changing tables until the transaction ends.</param>
internal sealed record SqlDialect(string Now, string SkipLocked, string Pairs, string Key, string Blob, string HasTable, string LockSchema);
