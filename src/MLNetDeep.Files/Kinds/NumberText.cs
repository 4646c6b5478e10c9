using System.Globalization;

namespace MLNetDeep.Files.Kinds;

/// <summary>Numbers as users read them.</summary>
internal static class NumberText
{
    /// <summary>Six digits, all of a whole number.</summary>
    public static string Of(double value) => value == 0 ? "0" : value == Math.Floor(value) && Math.Abs(value) < 1e15 ? value.ToString("0", CultureInfo.InvariantCulture) : value.ToString("G6", CultureInfo.InvariantCulture);
}
