namespace Microsoft.ML.SearchSpace.Option;

/// <summary>One of several values, each once. Of a single one there is nothing to search: it has no dimension.</summary>
public sealed class ChoiceOption : OptionBase
{
    public ChoiceOption(params object[] choices)
    {
        Choices = [.. choices.Distinct().Select(Parameter.Of)];
        Default = Choices.Length == 1 ? [] : [0];
    }

    public ChoiceOption(object[] choices, object defaultChoice)
        : this(choices) => Default = MappingToFeatureSpace(Parameter.Of(defaultChoice));

    public Parameter[] Choices { get; }

    public override int FeatureSpaceDim => Choices.Length == 1 ? 0 : 1;

    public override int?[] Step => [Choices.Length];

    public override Parameter SampleFromFeatureSpace(double[] values) => FeatureSpaceDim == 0 ? Choices[0] : Choices[Math.Min((int)(values[0] * Choices.Length), Choices.Length - 1)];

    public override double[] MappingToFeatureSpace(Parameter param) => FeatureSpaceDim == 0 ? [] : [(double)Array.IndexOf(Choices, param) / Choices.Length];
}
