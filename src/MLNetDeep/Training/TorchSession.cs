using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MLNetDeep.Training;

/// <summary>
/// Sets what libtorch keeps globally for the time of a training, and puts it back: random state and threads.
/// </summary>
internal sealed class TorchSession : IDisposable
{
    private readonly Tensor _randomState;
    private readonly int _threads;

    public TorchSession(int seed, int threads)
    {
        TuneMemory();
        _randomState = get_rng_state().DetachFromDisposeScope();
        _threads = get_num_threads();
        UseThreads(threads);
        manual_seed(seed);
    }

    public void Dispose()
    {
        set_rng_state(_randomState);
        _randomState.Dispose();
        set_num_threads(_threads);
    }

    /// <summary>Sets the threads of computing; 0 for one on each core.</summary>
    public static void UseThreads(int threads)
    {
        var wanted = threads > 0 ? threads : Environment.ProcessorCount;
        if (get_num_threads() != wanted) set_num_threads(wanted);
    }

    private const string MallocVariable = "MLNETDEEP_MALLOC", LeaveAlone = "system";
    private static readonly Lazy<bool> MemoryTuned = new(Tune);

    /// <summary>
    /// Keeps glibc from giving large blocks back to the system after each step and faulting them in again in the next:
    /// a quarter faster on CPUs. So that threads do not each keep such blocks, they share a few arenas. The environment variable
    /// MLNETDEEP_MALLOC=system turns it off.
    /// </summary>
    public static void TuneMemory() => _ = MemoryTuned.Value;

    private static bool Tune()
    {
        const int TrimThreshold = -1, MapThreshold = -3, ArenaMax = -8, Arenas = 2;
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable(MallocVariable) == LeaveAlone) return false;
        try
        {
            return SetMallocOption(ArenaMax, Arenas) != 0 && SetMallocOption(MapThreshold, 1 << 30) != 0 && SetMallocOption(TrimThreshold, 1 << 30) != 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false; // another libc: nothing to tune
        }
    }

    [DllImport("libc", EntryPoint = "mallopt")]
    private static extern int SetMallocOption(int option, int value);
}
