using System.Reflection;

namespace Compat.Tests.Golden;

/// <summary>Cases that the assemblies under test answer otherwise, each with the reason: <c>known-differences.txt</c>.</summary>
internal static class KnownDifferences
{
    // On the package stack the assemblies under test are the real ones: there are no differences to know.
    private static readonly bool OnCompat = typeof(KnownDifferences).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Any(a => a is { Key: "Stack", Value: "compat" });

    private static readonly Lazy<Dictionary<string, string>> All = new(() => !OnCompat ? [] : File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", "known-differences.txt"))
        .Where(l => l.Length > 0 && l[0] != '#')
        .Select(l => l.Split(": ", 2))
        .ToDictionary(p => p[0].Trim(), p => p[1].Trim()));

    public static IEnumerable<string> Keys => All.Value.Keys;

    public static string? ReasonOf(GoldenCase c) => All.Value.GetValueOrDefault(c.Key);
}
