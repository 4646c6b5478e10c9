namespace MLNetDeep.AutoML;

/// <content>What follows from the trials.</content>
public sealed partial record SweepDocument
{
    /// <summary>The document of a sweep: space and trials, and what can be worked out of them: the best trial, the history, the Pareto front, importance. Whatever else is known is added by <c>with</c>.</summary>
    /// <param name="space">The search space.</param>
    /// <param name="objectives">What the sweep is after, at least one.</param>
    /// <param name="trials">All trials so far, in any state.</param>
    /// <param name="title">The heading.</param>
    /// <exception cref="ArgumentException">There is no objective, or two trials have one number.</exception>
    public static SweepDocument From(SearchSpace space, IReadOnlyList<Objective> objectives, IReadOnlyList<Trial> trials, string title = "Sweep")
    {
        ArgumentNullException.ThrowIfNull(space);
        Check(objectives, trials);
        Trial[] ordered = [.. trials.OrderBy(t => t.Number)];
        return new SweepDocument
        {
            Title = title,
            Objectives = objectives,
            Space = [.. space.Select(ReportHyperparameter.Of)],
            Trials = ordered,
            IsRunning = ordered.Any(t => !t.IsOver),
            Best = TrialRanking.Best(ordered, objectives)?.Number,
            History = Reports.History.Of(objectives[0], ordered),
            ParetoFront = objectives.Count > 1 ? Reports.ParetoFront.Of(objectives, ordered) : [],
            Importance = [.. objectives.Select((o, i) => Reports.PedAnova.Of(space, o, i, ordered))],
        };
    }

    /// <summary>Adds what a binary classifier predicts for rows it has not learnt from: the confusion matrix at a probability of 0.5, the ROC curve and calibration.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="probabilities">The probability of the positive class for each row, 0 to 1.</param>
    /// <exception cref="ArgumentException">The two differ in length, there are no rows, or a probability is none.</exception>
    public SweepDocument WithBinary(IReadOnlyList<bool> labels, IReadOnlyList<double> probabilities) => this with
    {
        Confusion = ReportConfusion.From(["False", "True"], [.. labels.Select(l => l ? 1 : 0)], [.. probabilities.Select(p => p >= 0.5 ? 1 : 0)]),
        Roc = ReportRoc.From(labels, probabilities),
        Calibration = ReportCalibration.From(probabilities, labels),
    };

    /// <summary>Adds what a multiclass classifier predicts for rows it has not learnt from: the confusion matrix, and calibration of the most probable class.</summary>
    /// <param name="classes">The names of the classes.</param>
    /// <param name="labels">The index of each row's class.</param>
    /// <param name="predicted">The index of the class predicted.</param>
    /// <param name="probabilities">The probability of the predicted class, 0 to 1.</param>
    /// <exception cref="ArgumentException">They differ in length, there are no rows, an index is no class's, or a probability is none.</exception>
    public SweepDocument WithMulticlass(IReadOnlyList<string> classes, IReadOnlyList<int> labels, IReadOnlyList<int> predicted, IReadOnlyList<double> probabilities) => this with
    {
        Confusion = ReportConfusion.From(classes, labels, predicted),
        Calibration = ReportCalibration.From(probabilities, [.. labels.Zip(predicted, (l, p) => l == p)]),
    };

    /// <summary>Adds what a regression predicts for rows it has not learnt from.</summary>
    /// <param name="actual">The labels.</param>
    /// <param name="predicted">The predictions.</param>
    /// <exception cref="ArgumentException">The two differ in length, or there are no rows.</exception>
    public SweepDocument WithRegression(IReadOnlyList<double> actual, IReadOnlyList<double> predicted) => this with { Residuals = ReportResiduals.From(actual, predicted) };

    private static void Check(IReadOnlyList<Objective> objectives, IReadOnlyList<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(objectives);
        ArgumentNullException.ThrowIfNull(trials);
        List<string> faults = objectives.Count == 0 ? ["A sweep has at least one objective, but there is none."] : [];
        foreach (var same in trials.GroupBy(t => t.Number).Where(g => g.Count() > 1))
            faults.Add($"There are {same.Count()} trials with the number {same.Key}.");
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(" ", faults));
    }
}
