namespace MLNetDeep.Testing;

/// <summary>Counts tensors that are alive.</summary>
internal static class LiveTensors
{
    /// <summary>
    /// Their number, after the collector has taken what nobody holds any more: else the garbage of whatever ran before goes
    /// at some time between two counts.
    /// </summary>
    public static long Count()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return TorchLibrary.LiveTensors;
    }
}
