namespace MLNetDeep.Runtime;

/// <summary>
/// How long something that threads share is there: it is freed when its owner has ended it and the last user is through. To free tensors
/// under a native call that reads them would end the process.
/// </summary>
/// <param name="name">What an <see cref="ObjectDisposedException"/> calls it.</param>
/// <param name="free">Frees it.</param>
internal sealed class Lifetime(string name, Action free)
{
    private readonly Lock _lock = new();
    private int _users;
    private bool _isOver;

    /// <summary>Keeps it alive until what is returned is disposed.</summary>
    /// <exception cref="ObjectDisposedException">It has ended.</exception>
    public Use Enter()
    {
        lock (_lock)
        {
            Check();
            _users++;
            return new Use(this);
        }
    }

    /// <summary>Throws when it has ended.</summary>
    /// <exception cref="ObjectDisposedException">It has.</exception>
    public void Check()
    {
        if (_isOver)
            throw new ObjectDisposedException(name, "The model was disposed. A PredictionEngine disposes its model together with itself, unless it is made with "
                + "new PredictionEngineOptions { OwnsTransformer = false }.");
    }

    /// <summary>Ends it: nobody enters from now on. It is freed at once, or by the last who uses it.</summary>
    public void End()
    {
        lock (_lock)
        {
            if (_isOver) return;
            _isOver = true;
            if (_users > 0) return;
        }
        free();
    }

    private void Leave()
    {
        lock (_lock)
        {
            _users--;
            if (!_isOver || _users > 0) return;
        }
        free();
    }

    /// <summary>One who uses it.</summary>
    public readonly struct Use(Lifetime lifetime) : IDisposable
    {
        public void Dispose() => lifetime.Leave();
    }
}
