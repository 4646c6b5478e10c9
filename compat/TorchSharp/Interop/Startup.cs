namespace TorchSharp.Interop;

/// <summary>What happens once, before the first use of libtorch.</summary>
internal static class Startup
{
    /// <summary><c>MLNETDEEP_MALLOC=system</c> leaves the C allocator as it is.</summary>
    private const string MallocVariable = "MLNETDEEP_MALLOC";

    public static void Run()
    {
        if (Environment.GetEnvironmentVariable(MallocVariable) != "system")
            Shim.shim_tune_malloc();
        UseAllCores();
    }

    /// <summary>libtorch counts physical cores and may arrive at one; who sets OMP_NUM_THREADS decides himself.</summary>
    private static void UseAllCores()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OMP_NUM_THREADS")) && Shim.shim_threads() == 1)
            Shim.shim_set_threads(Environment.ProcessorCount);
    }
}
