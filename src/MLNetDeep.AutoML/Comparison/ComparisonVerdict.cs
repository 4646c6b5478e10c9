namespace MLNetDeep.AutoML;

/// <summary>What a comparison says of a contender against the reference.</summary>
public enum ComparisonVerdict
{
    /// <summary>It is the one that the others are held against.</summary>
    Reference,

    /// <summary>Better: the adjusted p value of the corrected t-test lies below the level, and the bootstrap interval of the difference above 0.</summary>
    SignificantlyBetter,

    /// <summary>Worse, by the same two conditions.</summary>
    SignificantlyWorse,

    /// <summary>Neither: these data do not show a difference, which is not to say that there is none.</summary>
    NoSignificantDifference,

    /// <summary>It failed, or there was nothing to hold it against.</summary>
    NotCompared,
}
