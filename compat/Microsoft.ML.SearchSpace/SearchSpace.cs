using System.Collections;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.SearchSpace;

/// <summary>Options by name; a space may hold further ones. Its dimensions are those of its options in the order of their names.</summary>
public class SearchSpace : OptionBase, IEnumerable<KeyValuePair<string, OptionBase>>
{
    private readonly Dictionary<string, OptionBase> _options = [];
    private readonly Parameter _defaults;

    public SearchSpace()
    {
    }

    protected SearchSpace(Type typeInfo, Parameter defaultOption = null)
    {
        _defaults = defaultOption;
        foreach (var (name, type, attributes) in OptionMembers.Of(typeInfo))
        {
            if (OptionMembers.Option(attributes) is { } option)
                Add(name, option);
            else if (attributes.OfType<NestOptionAttribute>().Any())
                Add(name, new SearchSpace(type, defaultOption?[name]));
        }
    }

    public ICollection<string> Keys => _options.Keys;

    public override double[] Default => [.. Ordered.SelectMany(o => o.Value.Default)];

    public override int FeatureSpaceDim => _options.Values.Sum(o => o.FeatureSpaceDim);

    public override int?[] Step => [.. Ordered.SelectMany(o => o.Value.Step)];

    private IEnumerable<KeyValuePair<string, OptionBase>> Ordered => _options.OrderBy(o => o.Key);

    public OptionBase this[string key]
    {
        get => _options[key];
        set => _options[key] = value;
    }

    public void Add(string key, OptionBase value) => _options.Add(key, value);

    public override Parameter SampleFromFeatureSpace(double[] feature)
    {
        Parameter sample = _defaults is null ? Parameter.CreateNestedParameter() : Parameter.CreateNestedParameter([.. _defaults.Keys.Select(k => KeyValuePair.Create(k, _defaults[k]))]);
        int next = 0;
        foreach (var (name, option) in Ordered)
            sample[name] = option.SampleFromFeatureSpace([.. Enumerable.Range(0, option.FeatureSpaceDim).Select(_ => feature[next++])]);
        return sample;
    }

    public override double[] MappingToFeatureSpace(Parameter parameter) => [.. Ordered.SelectMany(o => o.Value.MappingToFeatureSpace(parameter[o.Key]))];

    public IEnumerator<KeyValuePair<string, OptionBase>> GetEnumerator() => _options.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>The space of a class's attributes. With a default object the samples hold its other members too; where the search begins is told by the attributes alone.</summary>
public sealed class SearchSpace<T> : SearchSpace
    where T : class, new()
{
    public SearchSpace()
        : base(typeof(T))
    {
    }

    public SearchSpace(T defaultOption)
        : base(typeof(T), Parameter.FromObject(defaultOption))
    {
    }
}
