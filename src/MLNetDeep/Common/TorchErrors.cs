using System.Runtime.InteropServices;

namespace MLNetDeep.Common;

/// <summary>What libtorch's errors say.</summary>
internal static class TorchErrors
{
    private static readonly string[] Memory = ["out of memory", "can't allocate memory", "not enough memory"];

    /// <summary>Whether libtorch, on whatever device, or .NET had no memory left.</summary>
    public static bool IsOutOfMemory(Exception e) => e is OutOfMemoryException
        || (e is ExternalException && Memory.Any(text => e.Message.Contains(text, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The reason of an error, without the page of native calls that libtorch puts behind it.</summary>
    public static string Reason(Exception e)
    {
        var end = e is ExternalException ? e.Message.IndexOf("\nException raised from", StringComparison.Ordinal) : -1;
        return (end < 0 ? e.Message : e.Message[..end]).Trim();
    }
}
