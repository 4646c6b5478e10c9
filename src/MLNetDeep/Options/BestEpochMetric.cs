namespace MLNetDeep;

/// <summary>The metric that the best epoch is chosen by.</summary>
public enum BestEpochMetric
{
    /// <summary>The loss: for probabilities that are to be trusted.</summary>
    Loss,

    /// <summary>
    /// The error rate, and of epochs with the same the latest: for accuracy. In a regression the loss, since the squared loss is lowest in the epoch in which
    /// the root mean squared error is.
    /// </summary>
    Error,
}
