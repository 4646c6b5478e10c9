using System.Reflection;

namespace MLNetDeep;

/// <summary>Finds the architectures by scanning assemblies: a class added is an architecture known.</summary>
public static class ArchitectureRegistry
{
    /// <summary>All that start from nothing, in the order of their keys; those that start from a pretrained model are found by <see cref="Get"/> alone.</summary>
    public static IReadOnlyList<Architecture> All => [.. Known.Where(architecture => !architecture.NeedsFile)];

    private static IReadOnlyList<Architecture> Known => Scanned<Architecture>.All(architecture => architecture.Key);

    /// <summary>The one with this key; an unknown key lists the valid ones.</summary>
    public static Architecture Get(string key) =>
        Known.FirstOrDefault(a => string.Equals(a.Key, key, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no architecture '{key}'. Known: {string.Join(", ", Known.Select(a => a.Key))}.", nameof(key));

    /// <summary>The one with options of this class; null where there is none.</summary>
    internal static Architecture? OfOptions(Type options) => Known.FirstOrDefault(architecture => architecture.OptionsType == options);

    /// <summary>
    /// Adds the architectures and kinds of input of another assembly: its classes with a constructor without parameters. Call it before a model
    /// with one of them is loaded. Adding an assembly again changes nothing.
    /// </summary>
    /// <param name="assembly">The assembly.</param>
    public static void Include(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        KnownAssemblies.Add(assembly);
    }
}
