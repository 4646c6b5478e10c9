using Microsoft.ML.Data;

namespace MLNetDeep.Data;

/// <summary>
/// Rows that do not fit into memory: read anew in each pass by another thread, which stays a few batches ahead, and
/// shuffled through a buffer.
/// </summary>
/// <param name="origin">Where the rows come from.</param>
/// <param name="split">Which of them are for validation.</param>
/// <param name="validation">Whether these are the rows for validation, or those for training.</param>
/// <param name="rows">How many rows there are.</param>
/// <param name="buffer">Bytes that the buffer may take.</param>
/// <param name="kept">The ids of rows for validation, where the view can shuffle: a shuffled pass tells them by these.</param>
internal sealed class StreamedBatches(RowOrigin origin, ValidationSplit split, bool validation, long rows, long buffer,
    HashSet<DataViewRowId>? kept) : IBatchSource
{
    private const int Ahead = 3;

    public long Rows => rows;

    public long BatchCount(int batchSize) => Math.Max(1, (rows + batchSize - 2) / batchSize);

    public bool IsStreamed => true;

    public IEnumerable<Batch> Pass(int batchSize, Random? order, CancellationToken cancel) =>
        ReadAhead.Run(stop => Read(batchSize, order, stop), Ahead, cancel);

    public void Dispose()
    {
    }

    private IEnumerable<Batch> Read(int batchSize, Random? order, CancellationToken stop)
    {
        var shuffle = kept is not null && order is not null ? new Random(order.Next()) : null;
        using var pass = new OriginPass(origin, split.Again(), validation, batchSize, shuffle is null ? null : kept, shuffle);
        var capacity = Math.Max(batchSize, Math.Min(rows, buffer / origin.RowBytes));
        using var shuffler = new ShuffleBuffer(order, (capacity + batchSize - 1) / batchSize * batchSize);
        while (pass.Next(stop) is { } block)
            if (shuffler.Exchange(block.Rows) is { } batch) yield return batch;
        foreach (var batch in shuffler.Rest(batchSize)) yield return batch;
    }
}
