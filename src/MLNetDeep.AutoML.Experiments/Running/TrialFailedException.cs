namespace MLNetDeep.AutoML.Experiments;

/// <summary>
/// A trial that failed or was pruned, as a monitor of the experiment is told of it. It is an <see cref="OperationCanceledException"/>, since <c>AutoMLExperiment</c> ends with the first
/// other exception while it has no good trial yet, but goes on after one of these.
/// </summary>
public sealed class TrialFailedException : OperationCanceledException
{
    /// <summary>A trial failed.</summary>
    /// <param name="trialId">Its id in the experiment, from 0.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cause">What was thrown, if anything.</param>
    public TrialFailedException(int trialId, string reason, Exception? cause = null)
        : base($"Trial {trialId}: {reason}", cause) => (TrialId, Reason) = (trialId, reason);

    /// <summary>The trial's id in the experiment, from 0.</summary>
    public int TrialId { get; }

    /// <summary>Why it failed or was pruned.</summary>
    public string Reason { get; }
}
