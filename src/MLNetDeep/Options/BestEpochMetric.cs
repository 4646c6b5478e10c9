namespace MLNetDeep;

/// <summary>The metric that the best epoch is chosen by.</summary>
public enum BestEpochMetric
{
    /// <summary>The loss: for probabilities that are to be trusted.</summary>
    Loss,

    /// <summary>
    /// The share of wrong predictions, of epochs with the same the latest: for accuracy. The loss in a regression, where the squared loss has
    /// its best epoch where the root mean squared error has.
    /// </summary>
    Error,
}
