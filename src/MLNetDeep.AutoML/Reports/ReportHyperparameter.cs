namespace MLNetDeep.AutoML;

/// <summary>A hyperparameter, as a report shows it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind"><c>Real</c>, <c>Integer</c> or <c>Choice</c>.</param>
public sealed record ReportHyperparameter(string Name, string Kind)
{
    /// <summary>The low end of a number's range; null for choices.</summary>
    public double? Minimum { get; init; }

    /// <summary>The high end of a number's range; null for choices.</summary>
    public double? Maximum { get; init; }

    /// <summary>Whether it is searched by factors.</summary>
    public bool Log { get; init; }

    /// <summary>The values of a choice; null for numbers.</summary>
    public IReadOnlyList<object>? Choices { get; init; }

    /// <summary>The choice that it depends on; null where it always is there.</summary>
    public string? Parent { get; init; }

    /// <summary>The values of the parent with which it is there.</summary>
    public IReadOnlyList<object>? ParentValues { get; init; }

    internal static ReportHyperparameter Of(Hyperparameter hyperparameter) => (hyperparameter switch
    {
        RealHyperparameter real => new ReportHyperparameter(real.Name, "Real") { Minimum = real.Minimum, Maximum = real.Maximum, Log = real.Log },
        IntegerHyperparameter whole => new ReportHyperparameter(whole.Name, "Integer") { Minimum = whole.Minimum, Maximum = whole.Maximum, Log = whole.Log },
        ChoiceHyperparameter choice => new ReportHyperparameter(choice.Name, "Choice") { Choices = choice.Choices },
        _ => throw new NotSupportedException($"A report cannot show '{hyperparameter.Name}', a {hyperparameter.GetType().Name}."),
    }) with
    { Parent = hyperparameter.Condition?.Parent, ParentValues = hyperparameter.Condition?.Values };
}
