using MLNetDeep.AutoML;

namespace MLNetDeep.Tests.Pruners;

/// <summary>Small made-up sweeps.</summary>
internal static class Histories
{
    public static readonly Objective Accuracy = new("Accuracy", Maximize: true), Loss = new("Loss", Maximize: false);

    /// <summary>A trial that reported these values in its first fold, step after step.</summary>
    public static Trial Curve(int number, TrialState state, params double[] values) => Of(number, state, [.. values.Select((v, i) => new TrialReport(0, i + 1, v, i))]);

    /// <summary>A trial that reported one value in each fold.</summary>
    public static Trial Folds(int number, TrialState state, params double[] values) =>
        Of(number, state, [.. values.Select((v, fold) => new TrialReport(fold, 1, v, fold))]) with { Values = state == TrialState.Completed ? [values.Average()] : [] };

    private static Trial Of(int number, TrialState state, TrialReport[] reports) => new()
    {
        Number = number,
        Configuration = Configuration.Empty,
        ProposedBy = "user",
        State = state,
        Reports = reports,
        Values = state == TrialState.Completed ? [reports[^1].Value] : [],
    };
}
