namespace TorchSharp.Interop;

/// <summary>The safety net for tensors that nobody disposes: the garbage collector sees only their small wrappers, so
/// once the memory they hold passes a threshold, a collection is asked for.</summary>
internal static class MemoryBudget
{
    private const long Least = 512L << 20;
    private static long held;
    private static long threshold = Least;
    private static int collecting;

    /// <summary>Bytes held by live tensors that own their memory.</summary>
    public static long Held => Interlocked.Read(ref held);

    public static void Add(long bytes)
    {
        if (bytes != 0 && Interlocked.Add(ref held, bytes) > Volatile.Read(ref threshold))
            Collect();
    }

    public static void Remove(long bytes) => Interlocked.Add(ref held, -bytes);

    private static void Collect()
    {
        if (Interlocked.Exchange(ref collecting, 1) != 0)
            return;
        CollectGeneration(1);
        if (Held > threshold / 2)
            CollectGeneration(2);
        Volatile.Write(ref threshold, Math.Max(Least, 2 * Held));
        Volatile.Write(ref collecting, 0);
    }

    private static void CollectGeneration(int generation)
    {
        GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
        GC.WaitForPendingFinalizers();
    }
}
