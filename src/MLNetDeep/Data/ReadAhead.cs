using System.Collections.Concurrent;
using static TorchSharp.torch;

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
            ComputeAlone();
            foreach (var batch in make(stop)) Send(ready, batch, stop);
        }
        finally
        {
            ready.CompleteAdding();
        }
    }

    // Threads of OpenMP that belong to this thread beside those of the training would outnumber the cores: OpenMP then lets waiting
    // threads spin for a much shorter time, those of the training too. Training was measured to be slower with them.
    private static void ComputeAlone()
    {
        var shared = get_num_threads();
        if (shared == 1) return;
        set_num_threads(1);
        // libtorch keeps the number for this thread, but also as the one that new threads begin with: another thread puts that back.
        var restore = new Thread(() => set_num_threads(shared));
        restore.Start();
        restore.Join();
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
