namespace MLNetDeep.Runtime;

/// <summary>What ONNX Runtime says where it has no code for GPUs.</summary>
internal static class GpuSupport
{
    /// <summary>Whether loading failed because a GPU was asked for that ONNX Runtime has no code for.</summary>
    public static bool IsMissing(Exception e) =>
        e is EntryPointNotFoundException or DllNotFoundException || (e.InnerException is { } inner && IsMissing(inner));
}
