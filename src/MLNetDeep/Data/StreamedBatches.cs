using System.Collections.Concurrent;

namespace MLNetDeep.Data;

/// <summary>
/// Rows that do not fit into memory: read anew in each pass by another thread, which stays a few batches ahead, and
/// shuffled through a buffer as large as half the memory budget allows.
/// </summary>
internal sealed class StreamedBatches(RowOrigin origin, ValidationSplit split, bool validation, long rows, long budget) : IBatchSource
{
    private const int Ahead = 3;

    public long Rows => rows;

    public long BatchCount(int batchSize) => Math.Max(1, (rows + batchSize - 2) / batchSize);

    public IEnumerable<Batch> Pass(int batchSize, Random? order, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var ready = new BlockingCollection<Batch>(Ahead);
        var producer = Task.Run(() => Produce(ready, batchSize, order, stop.Token), CancellationToken.None);
        try
        {
            foreach (var batch in ready.GetConsumingEnumerable(cancel)) yield return batch;
            producer.GetAwaiter().GetResult();
        }
        finally
        {
            stop.Cancel();
            // The producer's own failure was thrown above, or another one is on its way: only its end matters here.
            Task.WaitAny([producer], CancellationToken.None);
            while (ready.TryTake(out var left)) left.Dispose();
        }
    }

    public void Dispose()
    {
    }

    private void Produce(BlockingCollection<Batch> ready, int batchSize, Random? order, CancellationToken stop)
    {
        try
        {
            using var pass = new OriginPass(origin, split.Again(), validation, batchSize);
            var capacity = Math.Max(batchSize, Math.Min(rows, budget / 2 / (origin.Spec.RowBytes + sizeof(long))));
            using var shuffler = new ShuffleBuffer(order, capacity);
            while (pass.Next(stop) is { } block)
                if (shuffler.Exchange(block.Rows) is { } batch) Send(ready, batch, stop);
            foreach (var batch in shuffler.Rest(batchSize)) Send(ready, batch, stop);
        }
        finally
        {
            ready.CompleteAdding();
        }
    }

    private static void Send(BlockingCollection<Batch> ready, Batch batch, CancellationToken stop)
    {
        try
        {
            ready.Add(batch, stop);
        }
        catch
        {
            batch.Dispose();
            throw;
        }
    }
}
