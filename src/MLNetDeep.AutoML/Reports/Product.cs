using System.Reflection;
using System.Runtime.InteropServices;

namespace MLNetDeep.AutoML.Reports;

/// <summary>What runs here.</summary>
internal static class Product
{
    /// <summary>The version of MLNetDeep.AutoML.</summary>
    public static string Version { get; } = VersionOf(typeof(Product).Assembly);

    /// <summary>What someone who repeats a run wants to have the same of.</summary>
    public static IReadOnlyDictionary<string, string> Versions() => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["MLNetDeep"] = Version,
        ["Microsoft.ML"] = VersionOf(typeof(Microsoft.ML.MLContext).Assembly),
        [".NET"] = Environment.Version.ToString(),
        ["Operating system"] = $"{RuntimeInformation.OSDescription} ({RuntimeInformation.RuntimeIdentifier})",
        ["Processors"] = Environment.ProcessorCount.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private static string VersionOf(Assembly assembly) =>
        (assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? $"{assembly.GetName().Version}").Split('+')[0];
}
