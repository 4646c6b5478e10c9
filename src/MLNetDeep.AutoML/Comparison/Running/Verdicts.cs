namespace MLNetDeep.AutoML.Comparisons;

/// <summary>Says what a difference is worth.</summary>
internal sealed class Verdicts(double significance, string? reference)
{
    // From this posterior probability on, a difference within the region is called none.
    private const double SureOfEquivalence = 0.95;

    public ComparisonEntry Add(ComparisonEntry entry, ComparisonDifference? difference)
    {
        if (entry.Failure is not null)
            return entry with { VerdictText = "failed" };
        if (entry.Key == reference)
            return entry with { Verdict = ComparisonVerdict.Reference, VerdictText = "reference" };
        if (difference is null)
            return entry with { VerdictText = "not compared: the reference failed" };
        ComparisonVerdict verdict = Of(difference);
        string words = verdict switch
        {
            ComparisonVerdict.SignificantlyBetter => "significantly better",
            ComparisonVerdict.SignificantlyWorse => "significantly worse",
            _ => "no significant difference",
        };
        return entry with { Difference = difference, Verdict = verdict, VerdictText = difference.ProbabilityEquivalent >= SureOfEquivalence ? words + "; practically equivalent" : words };
    }

    // Two conditions: folds agree, and the difference is more than the draw of the test rows explains. Of few folds the first is met by chance where their differences are alike.
    private ComparisonVerdict Of(ComparisonDifference difference)
    {
        if (!(difference.AdjustedTTestPValue < significance) || difference.Interval?.Contains(0) == true)
            return ComparisonVerdict.NoSignificantDifference;
        return difference.Mean > 0 ? ComparisonVerdict.SignificantlyBetter : ComparisonVerdict.SignificantlyWorse;
    }
}
