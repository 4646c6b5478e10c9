namespace MLNetDeep.Architectures;

/// <summary>The names that a publisher of weights has for the parts of a network.</summary>
/// <param name="Publisher">Who: torchvision, timm.</param>
/// <param name="Prefixes">Their names for parts and ours; what is not among them has one name.</param>
internal sealed record NameMap(string Publisher, IReadOnlyDictionary<string, string> Prefixes)
{
    /// <summary>A publisher whose names are ours.</summary>
    public NameMap(string publisher) : this(publisher, new Dictionary<string, string>())
    {
    }

    /// <summary>Our name for a weight: the longest prefix that is known is replaced.</summary>
    public string ToOurs(string name)
    {
        for (var end = name.Length; end > 0; end = name.LastIndexOf('.', end - 1))
        {
            if (Prefixes.TryGetValue(name[..end], out var ours)) return ours + name[end..];
            if (name.IndexOf('.', 0, end) < 0) break;
        }
        return name;
    }
}
