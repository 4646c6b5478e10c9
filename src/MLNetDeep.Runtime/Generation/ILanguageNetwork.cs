namespace MLNetDeep.Runtime;

/// <summary>A network that tells what comes next, whatever computes it.</summary>
internal interface ILanguageNetwork
{
    /// <summary>The most tokens it sees.</summary>
    int ContextLength { get; }

    /// <summary>Begins a text.</summary>
    ILanguageSession Open();
}

/// <summary>A text under way.</summary>
internal interface ILanguageSession : IDisposable
{
    /// <summary>Adds tokens: several only at the beginning.</summary>
    /// <returns>The logits of what comes next, one for each token of the vocabulary.</returns>
    float[] Next(ReadOnlySpan<int> tokens);
}

/// <summary>The same network without what it keeps: computes all tokens anew for each.</summary>
internal sealed class UncachedNetwork(ILanguageNetwork network) : ILanguageNetwork
{
    public int ContextLength => network.ContextLength;

    public ILanguageSession Open() => new Session(network);

    private sealed class Session(ILanguageNetwork network) : ILanguageSession
    {
        private readonly List<int> _tokens = [];

        public float[] Next(ReadOnlySpan<int> tokens)
        {
            _tokens.AddRange(tokens);
            using var session = network.Open();
            return session.Next([.. _tokens]);
        }

        public void Dispose()
        {
        }
    }
}
