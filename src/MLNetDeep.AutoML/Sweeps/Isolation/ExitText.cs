using static System.FormattableString;

namespace MLNetDeep.AutoML;

/// <summary>How a process ended, in words.</summary>
internal static class ExitText
{
    // .NET gives 128 and the number of the signal.
    private const int Signals = 128, LargestSignal = 64, Kill = 9;

    private static readonly Dictionary<int, string> _names = new() { [2] = "SIGINT", [4] = "SIGILL", [6] = "SIGABRT", [7] = "SIGBUS", [8] = "SIGFPE", [Kill] = "SIGKILL", [11] = "SIGSEGV", [15] = "SIGTERM" };

    public static string Of(int code)
    {
        int signal = code - Signals;
        if (OperatingSystem.IsWindows() || signal is < 1 or > LargestSignal)
            return code < 0 ? Invariant($"ended with exit code 0x{code:X8}") : Invariant($"ended with exit code {code}");
        string name = _names.TryGetValue(signal, out string? known) ? $" ({known})" : "";
        return Invariant($"was ended by signal {signal}{name}{(signal == Kill ? ", as the system does where memory runs out" : "")}");
    }
}
