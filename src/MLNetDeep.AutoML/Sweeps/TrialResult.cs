using Microsoft.ML;

namespace MLNetDeep.AutoML;

/// <summary>What a trial left behind: how it ended, and where it was completed its models and what they predicted.</summary>
/// <param name="Outcome">How it ended; null where the sweep was stopped in the middle, so that it waits for another day.</param>
/// <param name="Models">The model of each fold.</param>
/// <param name="Predictions">For the rows of all folds, in their order; null for tasks that are not combined.</param>
internal sealed record TrialResult(TrialOutcome? Outcome, IReadOnlyList<ITransformer> Models, Predictions? Predictions)
{
    public static TrialResult Ended(TrialState state, string reason) => new(new TrialOutcome(state) { Reason = reason }, [], null);
}
