using System.Collections.Concurrent;

namespace MLNetDeep.Data;

/// <summary>Batches that another thread makes while the ones before are computed with.</summary>
internal static class ReadAhead
{
    /// <summary>The batches, made ahead of whoever goes through them. A fault in making them is thrown there.</summary>
    /// <param name="make">Makes them; called on the other thread.</param>
    /// <param name="ahead">How many may be ready.</param>
    /// <param name="cancel">Ends making them and waiting for them.</param>
    public static IEnumerable<Batch> Run(Func<CancellationToken, IEnumerable<Batch>> make, int ahead, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var ready = new BlockingCollection<Batch>(ahead);
        // A thread of its own: it waits most of the time, which threads of the pool are not for.
        var producer = Task.Factory.StartNew(() => Produce(ready, make, stop.Token), CancellationToken.None,
            TaskCreationOptions.LongRunning, TaskScheduler.Default);
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

    private static void Produce(BlockingCollection<Batch> ready, Func<CancellationToken, IEnumerable<Batch>> make, CancellationToken stop)
    {
        try
        {
            foreach (var batch in make(stop)) Send(ready, batch, stop);
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
