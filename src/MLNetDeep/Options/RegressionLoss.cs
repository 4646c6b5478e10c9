namespace MLNetDeep;

/// <summary>What a regression makes small. Distances are in units of each target's deviation.</summary>
public enum RegressionLoss
{
    /// <summary>The square of the distance: predicts means.</summary>
    Squared,

    /// <summary>The distance itself: predicts medians, and outliers pull less.</summary>
    Absolute,

    /// <summary>The square up to <see cref="TrainerOptions.HuberDelta"/>, the distance beyond it: means that outliers pull less.</summary>
    Huber,
}
