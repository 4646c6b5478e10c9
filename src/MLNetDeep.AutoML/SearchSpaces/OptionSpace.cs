using System.Reflection;
using Microsoft.ML.SearchSpace;

namespace MLNetDeep.AutoML;

/// <summary>The search space of an architecture, from the attributes of its options: <c>[Range]</c>, <c>[Choice]</c>, <c>[BooleanChoice]</c>.</summary>
internal static class OptionSpace
{
    // How long to train is what pruners and budgets decide.
    private static readonly HashSet<string> _resources = [nameof(TrainerOptions.MaxEpochs)];

    public static SearchSpace Of(Type optionsType) => new(OptionCatalog.Describe(optionsType)
        .Where(o => !_resources.Contains(o.Name) && IsSearched(optionsType.GetProperty(o.Name)!))
        .Select(Of)
        .OfType<Hyperparameter>());

    /// <summary>Sets the options that a configuration has values for.</summary>
    public static void Apply(TrainerOptions options, Configuration configuration) =>
        OptionCatalog.Apply(options, configuration.Values.Select(v => KeyValuePair.Create(v.Key, FormattableString.Invariant($"{v.Value}"))));

    private static bool IsSearched(PropertyInfo property) =>
        property.GetCustomAttribute<RangeAttribute>() is not null || property.GetCustomAttribute<ChoiceAttribute>() is not null || property.GetCustomAttribute<BooleanChoiceAttribute>() is not null;

    private static Hyperparameter? Of(OptionDescription option)
    {
        if (option.Choices is { } choices)
            return new ChoiceHyperparameter(option.Name, [.. choices.Select(Plain)]) { Default = Plain(option.Default!) };
        if (option.Type == typeof(int))
            return new IntegerHyperparameter(option.Name, Convert.ToInt32(option.Minimum), Convert.ToInt32(option.Maximum), option.LogScale) { Default = Convert.ToInt32(option.Default) };
        return option.Type == typeof(double) || option.Type == typeof(float)
            ? new RealHyperparameter(option.Name, Convert.ToDouble(option.Minimum), Convert.ToDouble(option.Maximum), option.LogScale) { Default = Convert.ToDouble(option.Default) }
            : null;
    }

    private static object Plain(object value) => value is Enum name ? name.ToString() : value;
}
