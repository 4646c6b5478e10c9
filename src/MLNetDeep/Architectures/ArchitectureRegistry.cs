using System.Reflection;

namespace MLNetDeep;

/// <summary>Finds the architectures by scanning this assembly: a folder added is an architecture known.</summary>
public static class ArchitectureRegistry
{
    private static readonly Lazy<IReadOnlyList<Architecture>> Found = new(() => Scan(typeof(ArchitectureRegistry).Assembly));

    /// <summary>All of them, in the order of their keys.</summary>
    public static IReadOnlyList<Architecture> All => Found.Value;

    /// <summary>The one with this key; an unknown key lists the valid ones.</summary>
    public static Architecture Get(string key) =>
        All.FirstOrDefault(a => string.Equals(a.Key, key, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no architecture '{key}'. Known: {string.Join(", ", All.Select(a => a.Key))}.", nameof(key));

    private static Architecture[] Scan(Assembly assembly) => assembly.GetTypes()
        .Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(Architecture)) && t.GetConstructor(Type.EmptyTypes) is not null)
        .Select(t => (Architecture)Activator.CreateInstance(t)!)
        .OrderBy(a => a.Key, StringComparer.Ordinal)
        .ToArray();
}
