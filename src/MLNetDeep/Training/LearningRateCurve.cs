namespace MLNetDeep;

/// <summary>What a learning-rate range test found.</summary>
/// <param name="Points">The steps in their order; they end where the loss had become four times the smallest, or no number any more.</param>
/// <param name="Suggestion">
/// The rate at which the smoothed loss fell fastest: a good highest rate of a schedule. NaN where it never fell: start lower.
/// </param>
public sealed record LearningRateCurve(IReadOnlyList<LearningRatePoint> Points, double Suggestion);

/// <summary>One step of a learning-rate range test.</summary>
/// <param name="LearningRate">The rate.</param>
/// <param name="Loss">The loss of the batch before the step with this rate.</param>
/// <param name="SmoothedLoss">The average of the losses so far, in which each counts 0.9 of the next.</param>
public sealed record LearningRatePoint(double LearningRate, double Loss, double SmoothedLoss);
