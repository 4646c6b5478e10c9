using System.Runtime.InteropServices;

namespace MLNetDeep.Native;

/// <summary>
/// Lets the threads of libtorch's OpenMP (GNU's libgomp) sleep while they wait for each other. By default they spin for milliseconds: where another process has one of the cores,
/// those that wait take the time that the last one needs to finish. Measured on two cores (docs/benchmarks.md): sleeping costs 9 to 27 % of the speed where nothing else
/// runs, and is 1.3 to 3 times as fast beside one busy process.
/// </summary>
internal static class OpenMpThreads
{
    private const string Policy = "OMP_WAIT_POLICY", Count = "GOMP_SPINCOUNT";

    /// <summary>Loads a library. libgomp reads the setting when it is loaded; other libraries with an OpenMP of their own, as LightGBM, are left alone.</summary>
    /// <param name="load">Loads it.</param>
    public static void Load(Action load)
    {
        // Who has set either knows better: OMP_WAIT_POLICY=active is for machines with nothing else to do.
        var sets = OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable(Policy) is null && Environment.GetEnvironmentVariable(Count) is null && Set();
        try
        {
            load();
        }
        finally
        {
            if (sets) _ = Unset(Policy);
        }
    }

    private static bool Set()
    {
        try
        {
            // .NET keeps variables of its own: those that native libraries see are libc's.
            return Set(Policy, "passive", 0) == 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false; // another libc: nothing to set
        }
    }

    [DllImport("libc", EntryPoint = "setenv")]
    private static extern int Set([MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);

    [DllImport("libc", EntryPoint = "unsetenv")]
    private static extern int Unset([MarshalAs(UnmanagedType.LPUTF8Str)] string name);
}
