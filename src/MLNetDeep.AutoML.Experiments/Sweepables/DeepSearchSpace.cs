using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using MicrosoftSpace = Microsoft.ML.SearchSpace.SearchSpace;

namespace MLNetDeep.AutoML.Experiments;

/// <summary>Search spaces of Microsoft.ML.AutoML from what the options of MLNetDeep say of themselves.</summary>
public static class DeepSearchSpace
{
    /// <summary>
    /// The options of an architecture that have a range or choices, under their names. The space is yours: replace, add or take out options before it is used, such as
    /// <c>space["MaxEpochs"] = new UniformIntOption(5, 20)</c>.
    /// </summary>
    /// <param name="architecture">The key of one of <see cref="ArchitectureRegistry.All"/>, such as <c>mlp</c>.</param>
    /// <param name="defaults">Where the search begins; a value outside of its range counts as the nearer end. The architecture's defaults when null.</param>
    /// <exception cref="ArgumentException">There is no such architecture, or the options are of another one; the message lists the valid ones.</exception>
    public static MicrosoftSpace Of(string architecture, TrainerOptions? defaults = null)
    {
        Architecture found = ArchitectureRegistry.Get(architecture);
        TrainerOptions options = defaults ?? found.CreateOptions();
        if (!found.OptionsType.IsInstanceOfType(options))
            throw new ArgumentException($"{found.DisplayName} takes {found.OptionsType.Name}, but was given {options.GetType().Name}.", nameof(defaults));
        var space = new MicrosoftSpace();
        foreach (OptionDescription option in OptionCatalog.Describe(found.OptionsType))
        {
            if (Of(option, found.OptionsType, options) is { } searched)
                space.Add(option.Name, searched);
        }
        return space;
    }

    private static OptionBase? Of(OptionDescription option, Type optionsType, TrainerOptions defaults)
    {
        System.Reflection.PropertyInfo property = optionsType.GetProperty(option.Name)!;
        object? value = property.GetValue(defaults);
        if (option.Minimum is not null)
            return Range(option, value);
        bool isSearched = Attribute.IsDefined(property, typeof(ChoiceAttribute)) || Attribute.IsDefined(property, typeof(BooleanChoiceAttribute));
        if (!isSearched)
            return null;
        object[] choices = [.. option.Choices!];
        return value is not null && choices.Contains(value) ? new ChoiceOption(choices, value) : new ChoiceOption(choices);
    }

    private static UniformNumericOption Range(OptionDescription option, object? value)
    {
        double low = Number(option.Minimum), high = Number(option.Maximum);
        double start = Math.Clamp(Number(value ?? option.Minimum), low, high);
        return option.Type == typeof(int) || option.Type == typeof(int?)
            ? new UniformIntOption((int)low, (int)high, option.LogScale, (int)start)
            : new UniformDoubleOption(low, high, option.LogScale, start);
    }

    private static double Number(object? value) => Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture);
}
