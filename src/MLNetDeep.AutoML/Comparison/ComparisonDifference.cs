namespace MLNetDeep.AutoML;

/// <summary>A contender against the reference, by the main metric. Differences are turned so that above 0 is better, whichever way the metric goes.</summary>
public sealed record ComparisonDifference
{
    /// <summary>The mean over the folds.</summary>
    public required double Mean { get; init; }

    /// <summary>The 95 % interval by bootstrap over the test rows, both contenders on the same draws; null where the metric cannot be worked out row by row.</summary>
    public required ConfidenceInterval? Interval { get; init; }

    /// <summary>The two-sided p value of the corrected resampled t-test over the folds (Nadeau and Bengio 2003).</summary>
    public required double TTestPValue { get; init; }

    /// <summary>The same by Holm's correction for the number of contenders.</summary>
    public required double AdjustedTTestPValue { get; init; }

    /// <summary>The two-sided p value of Wilcoxon's signed-rank test over the folds. Of five folds it is never below 0.0625, and it takes folds as independent, which they are not.</summary>
    public required double WilcoxonPValue { get; init; }

    /// <summary>The same by Holm's correction.</summary>
    public required double AdjustedWilcoxonPValue { get; init; }

    /// <summary>How probable it is that the contender is better by more than the region of practical equivalence (Benavoli et al. 2017).</summary>
    public required double ProbabilityBetter { get; init; }

    /// <summary>How probable it is that the difference lies within the region.</summary>
    public required double ProbabilityEquivalent { get; init; }

    /// <summary>How probable it is that the contender is worse by more than the region.</summary>
    public required double ProbabilityWorse { get; init; }
}
