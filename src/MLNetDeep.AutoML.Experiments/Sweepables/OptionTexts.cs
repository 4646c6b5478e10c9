using Microsoft.ML.SearchSpace;

namespace MLNetDeep.AutoML.Experiments;

/// <summary>Sets options from the parameter of a trial.</summary>
internal static class OptionTexts
{
    /// <summary>Sets what the parameter names, and checks all options together.</summary>
    /// <exception cref="ArgumentException">Lists every fault: names that are no options, values out of range.</exception>
    public static void Apply(TrainerOptions options, Parameter parameter) =>
        OptionCatalog.Apply(options, parameter.Keys.Where(name => parameter[name] is not null).Select(name => KeyValuePair.Create(name, Text(parameter[name]))));

    private static string Text(Parameter value) => value.ParameterType switch
    {
        ParameterType.String => value.AsType<string>(),
        ParameterType.Array => string.Join(",", value.AsType<double[]>().Select(v => v.ToString(System.Globalization.CultureInfo.InvariantCulture))),
        _ => value.ToString()!,
    };
}
