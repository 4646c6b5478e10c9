using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;

namespace MLNetDeep.AutoML.Experiments;

/// <summary>One option of Microsoft.ML.SearchSpace as one hyperparameter, or several where it is of a kind that is not known here.</summary>
/// <param name="Path">Its place in the parameter.</param>
/// <param name="Hyperparameters">At least one.</param>
/// <param name="Write">Values of the hyperparameters as the option's parameter.</param>
/// <param name="Read">The other way round.</param>
internal sealed record AdaptedOption(string[] Path, IReadOnlyList<Hyperparameter> Hyperparameters, Func<object[], Parameter> Write, Func<Parameter, object[]> Read)
{
    /// <summary>The name of a hyperparameter: its path, without the key that stands for the pipeline as a whole.</summary>
    public static string Name(string[] path) => string.Join('.', path[0] == RunnerParts.PipelineKey ? path[1..] : path);

    /// <summary>An option; null where it has one value only.</summary>
    public static AdaptedOption? Of(OptionBase option, string[] path, Condition? condition) => option switch
    {
        { FeatureSpaceDim: 0 } => null,
        UniformNumericOption range when range.Min == range.Max => null,
        UniformIntOption whole => Whole(whole, path, condition),
        UniformNumericOption real => Real(real, path, condition),
        ChoiceOption choice => Choice(choice, path, condition),
        _ => Points(option, path, condition),
    };

    private static AdaptedOption Whole(UniformIntOption range, string[] path, Condition? condition)
    {
        var hyperparameter = new IntegerHyperparameter(Name(path), (int)range.Min, (int)range.Max, range.LogBase) { Condition = condition };
        object start = (int)Math.Round(Start(range));
        return new(path, [hyperparameter.Allows(start) ? hyperparameter with { Default = start } : hyperparameter], v => Parameter.FromInt((int)v[0]), p => [p.AsType<int>()]);
    }

    private static AdaptedOption Real(UniformNumericOption range, string[] path, Condition? condition)
    {
        var hyperparameter = new RealHyperparameter(Name(path), range.Min, range.Max, range.LogBase) { Condition = condition };
        object start = Start(range);
        return new(
            path,
            [hyperparameter.Allows(start) ? hyperparameter with { Default = start } : hyperparameter],
            v => range is UniformSingleOption ? Parameter.FromFloat((float)(double)v[0]) : Parameter.FromDouble((double)v[0]),
            p => [p.AsType<double>()]);
    }

    private static AdaptedOption Choice(ChoiceOption option, string[] path, Condition? condition)
    {
        // Enumerations are text in both; what is neither text, flag nor number stands as its JSON.
        Dictionary<object, Parameter> values = [];
        foreach (Parameter choice in option.Choices)
            values.TryAdd(Value(choice), choice);
        object start = Value(option.SampleFromFeatureSpace(option.Default));
        var hyperparameter = new ChoiceHyperparameter(Name(path), [.. values.Keys]) { Default = start, Condition = condition };
        return new(path, [hyperparameter], v => values[v[0]], p => [Value(p)]);
    }

    // Options of a kind that others added: points of the unit cube.
    private static AdaptedOption Points(OptionBase option, string[] path, Condition? condition)
    {
        Hyperparameter[] dimensions = [.. Enumerable.Range(0, option.FeatureSpaceDim).Select(i => new RealHyperparameter($"{Name(path)}[{i}]", 0, 1) { Condition = condition })];
        return new(path, dimensions, v => option.SampleFromFeatureSpace([.. v.Cast<double>()]), p => [.. option.MappingToFeatureSpace(p).Cast<object>()]);
    }

    // Not by SampleFromFeatureSpace, which rounds whole numbers down: 29.999999 would start at 29.
    private static double Start(UniformNumericOption range) => range.LogBase
        ? range.Min * Math.Pow(range.Max / range.Min, range.Default[0])
        : range.Min + (range.Default[0] * (range.Max - range.Min));

    private static object Value(Parameter parameter) => parameter.ParameterType switch
    {
        ParameterType.String => parameter.AsType<string>(),
        ParameterType.Bool => parameter.AsType<bool>(),
        ParameterType.Number => parameter.AsType<double>(),
        ParameterType.Integer when int.TryParse(parameter.ToString(), out int number) => number,
        _ => parameter.ToString()!,
    };
}
