using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Serialization;
using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>Describes and sets options by name, from the declarations of their properties.</summary>
public static class OptionCatalog
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<OptionDescription>> Known = new();

    /// <summary>The options of a class of options, those of its own first.</summary>
    public static IReadOnlyList<OptionDescription> Describe(Type optionsType) => Known.GetOrAdd(optionsType, Read);

    /// <summary>Sets an option from its text; an unknown name lists the valid ones.</summary>
    public static void Set(TrainerOptions options, string name, string value)
    {
        var all = Describe(options.GetType());
        var option = all.FirstOrDefault(o => string.Equals(o.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"{options.GetType().Name} has no option '{name}'. Valid: {string.Join(", ", all.Select(o => o.Name))}.");
        option.Property.SetValue(options, Parse(option, value));
    }

    /// <summary>Sets options from their texts and checks them all.</summary>
    /// <exception cref="ArgumentException">Lists every fault: unknown names, texts that cannot be read, values out of range.</exception>
    public static void Apply(TrainerOptions options, IEnumerable<KeyValuePair<string, string>> texts)
    {
        var faults = new OptionFaults();
        foreach (var (name, text) in texts)
        {
            try
            {
                Set(options, name, text);
            }
            catch (ArgumentException e)
            {
                faults.Require(false, e.Message);
            }
        }
        options.Check(faults);
        faults.ThrowIfAny(options.GetType().Name);
    }

    private static object? Parse(OptionDescription option, string text)
    {
        var type = Nullable.GetUnderlyingType(option.Type) ?? option.Type;
        try
        {
            if (type != option.Type && text.Length == 0) return null;
            if (type == typeof(double[])) return Numbers(text);
            if (type == typeof(int[])) return Array.ConvertAll(Parts(text), part => int.Parse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
            if (type == typeof(string[])) return Parts(text);
            if (type == typeof(double)) return Number(text);
            if (type == typeof(InputParts)) return InputParts.Parse(text);
            return type.IsEnum ? Enum.Parse(type, NameOf(type, text)) : Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException or InvalidCastException)
        {
            throw new ArgumentException($"{option.Name} must be {Wanted(type)}, but was '{text}'.", e);
        }
    }

    private static string Wanted(Type type)
    {
        if (type.IsEnum) return $"one of {string.Join(", ", Enum.GetNames(type))}";
        if (type == typeof(double)) return "a number with a decimal point and no thousands separators, as 0.005";
        if (type == typeof(InputParts)) return "inputs separated by commas, each columns=architecture, as Photo=cnn, Title=textcnn, Price+Rooms=mlp";
        if (type == typeof(double[])) return "numbers with decimal points, separated by commas, as 0.1,0.5,0.9";
        if (type == typeof(int[])) return "whole numbers, separated by commas, as 10,5";
        return type == typeof(int) ? "a whole number without thousands separators" : type == typeof(bool) ? "true or false" : $"of type {type.Name}";
    }

    // Enum.Parse takes numbers and lists of names too.
    private static string NameOf(Type type, string text) =>
        Enum.GetNames(type).FirstOrDefault(name => name.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)) ?? throw new FormatException();

    // Without thousands: 0,005 is half a percent to many, and would be read as 5.
    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Numbers as they are written on a command line.</summary>
    internal static string Text(IEnumerable<double> values) => string.Join(",", values.Select(v => v.ToString(CultureInfo.InvariantCulture)));

    private static double[] Numbers(string text) => Array.ConvertAll(Parts(text), Number);

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static OptionDescription[] Read(Type type)
    {
        var defaults = Activator.CreateInstance(type);
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanWrite && p.GetCustomAttribute<JsonIgnoreAttribute>() is null)
            .Select(p => ReadOne(p, defaults))
            .ToArray();
    }

    private static OptionDescription ReadOne(PropertyInfo property, object? defaults)
    {
        var range = property.GetCustomAttribute<RangeAttribute>();
        return new OptionDescription(property.Name, property.PropertyType, property.GetValue(defaults),
            range?.Min, range?.Max, range?.LogBase ?? false, ReadChoices(property), DocComments.Summary(property))
        { Property = property };
    }

    private static object[]? ReadChoices(PropertyInfo property)
    {
        if (property.GetCustomAttribute<ChoiceAttribute>() is { } choice) return choice.Candidates;
        if (property.GetCustomAttribute<BooleanChoiceAttribute>() is not null) return [false, true];
        return property.PropertyType.IsEnum ? Enum.GetValues(property.PropertyType).Cast<object>().ToArray() : null;
    }
}
