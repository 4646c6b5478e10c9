using System.Globalization;

namespace MLNetDeep.GraphTasks;

/// <summary>Numbers of files of graphs, as they are written there.</summary>
internal static class GraphNumber
{
    // Below it a Double tells whole numbers apart.
    private const double FirstAlike = 1L << 53;

    /// <summary>A number as a Double, or as the text that it is where that would change it; null where it is not finite.</summary>
    public static object? Value(string written)
    {
        var value = double.Parse(written, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value)) return null;
        return Math.Abs(value) >= FirstAlike && IsWhole(written) ? written : value;
    }

    /// <summary>A number as text: 1, 1.0 and 1e0 are the same. Null where it is not finite.</summary>
    public static string? Text(string written) => Value(written) is { } value ? value as string ?? Text((double)value) : null;

    public static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static bool IsWhole(string written) => !written.AsSpan(written[0] == '-' ? 1 : 0).ContainsAnyExceptInRange('0', '9');
}
