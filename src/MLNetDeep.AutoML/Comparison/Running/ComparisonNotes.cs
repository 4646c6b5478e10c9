namespace MLNetDeep.AutoML.Comparisons;

/// <summary>Says what limits the figures of a comparison.</summary>
internal static class ComparisonNotes
{
    // Wilcoxon's smallest p value for n folds is 2 / 2ⁿ.
    private const int FewFolds = 6;

    public static IEnumerable<string> Of(IReadOnlyList<ContenderMeasurement> measured, Objective[] metrics, ComparisonOptions options, int fits, ContenderMeasurement? reference)
    {
        ContenderMeasurement[] ended = [.. measured.Where(m => m.Failure is null)];
        // Folds of one class have no ranking; that is the one case in which these metrics are not defined.
        string[] undefined = [.. metrics.Select(m => m.Metric).Where(name => ended.Any(m => m.Folds.Any(f => !double.IsFinite(f.Result.Metrics.GetValueOrDefault(name, double.NaN)))))];
        if (undefined.Length > 0)
            yield return $"Not defined, because all rows are of one class: {string.Join(", ", undefined)}. Means are over the other folds.";
        if (reference is { Contender.IsDeep: true } && options.Reference is null)
            yield return $"There is no classical contender: the others are compared with {reference.Contender.Key}, the best of all.";
        if (ended.Length > 1 && fits < FewFolds)
            yield return $"With {fits} folds Wilcoxon's test has no p value below {ComparisonText.PValue(Math.Pow(2, 1 - fits))}.";
        if (reference is not null && measured.Any(m => m.Contender.IsDeep != reference.Contender.IsDeep) && fits < 5)
            yield return $"{fits} fits of each contender say little: more folds or repeats make smaller differences visible.";
        foreach (string note in options.Tuning is null ? [] : OfTuning(measured, options))
            yield return note;
        foreach (ContenderMeasurement unsaved in ended.Where(m => m.ModelBytes is null))
            yield return $"The model of {unsaved.Contender.Key} cannot be saved: {unsaved.Note}";
    }

    private static IEnumerable<string> OfTuning(IReadOnlyList<ContenderMeasurement> measured, ComparisonOptions options)
    {
        foreach (ContenderMeasurement one in measured)
        {
            FoldTuning[] folds = [.. one.Folds.Select(f => f.Result.Tuning).OfType<FoldTuning>()];
            if (folds.Length == 0)
                continue;
            (int fewest, int most) = (folds.Min(f => f.Trials), folds.Max(f => f.Trials));
            string trials = fewest == most ? most == 1 ? "1 trial" : $"{most} trials" : $"{fewest} to {most} trials";
            yield return FormattableString.Invariant($"{one.Contender.Key} was tuned on the training part of each fold: {trials}, {folds.Average(f => f.Seconds):0.#} s on average.");
            FoldTuning[] without = [.. folds.Where(f => f.Failure is not null)];
            if (without.Length > 0)
                yield return $"On {without.Length} of {folds.Length} folds no trial of {one.Contender.Key} was completed, and its defaults were taken: {without[0].Failure}";
        }
        string[] left = [.. measured.Select(m => (m.Contender.Key, Why: ContenderTuner.WhyNot(m.Contender, options))).Where(m => m.Why is not null).Select(m => $"{m.Key} ({m.Why})")];
        if (left.Length > 0)
            yield return $"Not tuned: {string.Join(", ", left)}.";
    }
}
