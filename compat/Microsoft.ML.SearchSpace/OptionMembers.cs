using System.Reflection;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.SearchSpace;

/// <summary>The members of a class that its attributes make options.</summary>
internal static class OptionMembers
{
    public static IEnumerable<(string Name, Type Type, Attribute[] Attributes)> Of(Type type) =>
    [
        .. type.GetFields(BindingFlags.Public | BindingFlags.Instance).Select(f => (f.Name, f.FieldType, Attribute.GetCustomAttributes(f))),
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => (p.Name, p.PropertyType, Attribute.GetCustomAttributes(p))),
    ];

    public static OptionBase Option(Attribute[] attributes)
    {
        if (attributes.OfType<RangeAttribute>().FirstOrDefault() is { } range)
            return Option(range);
        if (attributes.OfType<ChoiceAttribute>().FirstOrDefault() is { } choice)
            return choice.DefaultValue is null ? new ChoiceOption(choice.Candidates) : new ChoiceOption(choice.Candidates, choice.DefaultValue);
        return attributes.OfType<BooleanChoiceAttribute>().FirstOrDefault() is { } flag ? new ChoiceOption([true, false], flag.DefaultValue) : null;
    }

    private static UniformNumericOption Option(RangeAttribute range) => range.Min switch
    {
        int min => new UniformIntOption(min, (int)range.Max, range.LogBase, (int?)range.Init),
        float min => new UniformSingleOption(min, (float)range.Max, range.LogBase, (float?)range.Init),
        double min => new UniformDoubleOption(min, (double)range.Max, range.LogBase, (double?)range.Init),
        _ => throw new NotSupportedException($"Ranges of {range.Min.GetType().Name} are not in this stand-in."),
    };
}
