using static TorchSharp.torch;

namespace MLNetDeep.Data;

/// <summary>
/// Some rows: what they offer the network, targets ([rows] of class indices, or [rows, targets] of reals), and how much each row
/// counts [rows] where that was asked for. Whoever gets it disposes it.
/// </summary>
internal sealed record Batch(Features Features, Tensor Targets, Tensor? Weights = null) : IDisposable
{
    /// <summary>The other rows that these are mixed with; null where they are not.</summary>
    public Mix? Mixed { get; init; }

    public int Rows => (int)Targets.shape[0];

    /// <summary>Room for so many rows like these.</summary>
    public Batch Room(long rows) => Map(Features.Room(rows), tensor => empty([rows, .. tensor.shape[1..]], tensor.dtype));

    /// <summary>Overwrites a stretch of the rows, from one on, by another batch.</summary>
    public void Put(long from, Batch other)
    {
        using var scope = NewDisposeScope();
        Features.Put(from, other.Features);
        Targets.narrow(0, from, other.Rows).copy_(other.Targets);
        Weights?.narrow(0, from, other.Rows).copy_(other.Weights!);
    }

    /// <summary>Copies of the rows with these numbers.</summary>
    public Batch Select(Tensor rows) => Map(Features.Select(rows), tensor => tensor.index_select(0, rows));

    /// <summary>A stretch of the rows, which shares their memory.</summary>
    public Batch Slice(long from, long count) => Map(Features.Slice(from, count), tensor => tensor.narrow(0, from, count));

    /// <summary>The same rows once more, which share their memory.</summary>
    public Batch Alias() => Map(Features.Alias(), tensor => tensor.alias());

    /// <summary>The rows where they are computed with.</summary>
    public Batch To(Device device) => Map(Features.To(device), tensor => tensor.to(device));

    /// <summary>Overwrites the rows with these numbers by those of another batch.</summary>
    public void Put(Tensor rows, Batch other)
    {
        using var scope = NewDisposeScope();
        Features.Put(rows, other.Features);
        Targets.index_copy_(0, rows, other.Targets);
        Weights?.index_copy_(0, rows, other.Weights!);
    }

    public void Dispose()
    {
        Features.Dispose();
        Targets.Dispose();
        Weights?.Dispose();
        Mixed?.Dispose();
    }

    private Batch Map(Features features, Func<Tensor, Tensor> map) => new(features, map(Targets), Weights is null ? null : map(Weights)) { Mixed = Mixed?.Map(map) };
}

/// <summary>The other half of rows that were mixed in pairs: a row's loss is share · its own + (1 - share) · that of these.</summary>
/// <param name="Targets">The targets of the rows mixed in.</param>
/// <param name="Weights">How much these count; null where all rows count the same.</param>
/// <param name="Share">What each row kept of itself, from 0 to 1.</param>
internal sealed record Mix(Tensor Targets, Tensor? Weights, double Share) : IDisposable
{
    public Mix Map(Func<Tensor, Tensor> map) => new(map(Targets), Weights is null ? null : map(Weights), Share);

    public void Dispose()
    {
        Targets.Dispose();
        Weights?.Dispose();
    }
}

/// <summary>Rows that can be gone through again and again in batches.</summary>
internal interface IBatchSource : IDisposable
{
    /// <summary>Rows in one pass.</summary>
    long Rows { get; }

    /// <summary>Whether rows are read anew in each pass.</summary>
    bool IsStreamed { get; }

    /// <summary>The fewest and most batches of one pass do not differ: this many.</summary>
    long BatchCount(int batchSize);

    /// <summary>One pass.</summary>
    /// <param name="batchSize">Rows in a batch; the last may have fewer, or one more.</param>
    /// <param name="order">Where the order comes from; null for the order of the data.</param>
    /// <param name="cancel">Ends waiting for rows.</param>
    IEnumerable<Batch> Pass(int batchSize, Random? order, CancellationToken cancel);
}
