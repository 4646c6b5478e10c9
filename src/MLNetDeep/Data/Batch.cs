using static TorchSharp.torch;

namespace MLNetDeep.Data;

/// <summary>Some rows: features [rows, numbers in a row] and targets [rows]. Whoever gets it disposes it.</summary>
internal sealed record Batch(Tensor Features, Tensor Targets) : IDisposable
{
    public int Rows => (int)Targets.shape[0];

    public void Dispose()
    {
        Features.Dispose();
        Targets.Dispose();
    }
}

/// <summary>Rows that can be gone through again and again in batches.</summary>
internal interface IBatchSource : IDisposable
{
    /// <summary>Rows in one pass.</summary>
    long Rows { get; }

    /// <summary>The fewest and most batches of one pass do not differ: this many.</summary>
    long BatchCount(int batchSize);

    /// <summary>One pass.</summary>
    /// <param name="batchSize">Rows in a batch; the last may have fewer, or one more.</param>
    /// <param name="order">Where the order comes from; null for the order of the data.</param>
    /// <param name="cancel">Ends waiting for rows.</param>
    IEnumerable<Batch> Pass(int batchSize, Random? order, CancellationToken cancel);
}
