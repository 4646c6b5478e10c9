using MLNetDeep.Common;
using MLNetDeep.Data;
using static TorchSharp.torch;

namespace MLNetDeep.Training;

/// <summary>What a training makes small, and what it counts on the way.</summary>
internal interface IObjective : IDisposable
{
    /// <summary>What is reported beside the loss; the first is the one for a progress bar.</summary>
    IReadOnlyList<RowMetric> Metrics { get; }

    /// <summary>What the gradient is taken of: one number for the batch.</summary>
    /// <param name="outputs">Raw outputs [rows, outputs].</param>
    /// <param name="targets">What is right.</param>
    /// <param name="weights">How much each row counts; null when all count the same.</param>
    Tensor Loss(Tensor outputs, Tensor targets, Tensor? weights);

    /// <summary>What the gradient of a batch is taken of; of rows mixed in pairs: share · L(own) + (1 - share) · L(others).</summary>
    Tensor Loss(Tensor outputs, Batch batch) => batch.Mixed is not { } mixed
        ? Loss(outputs, batch.Targets, batch.Weights)
        : Loss(outputs, batch.Targets, batch.Weights).Times(mixed.Share).PlusTimes(Loss(outputs, mixed.Targets, mixed.Weights), 1 - mixed.Share);

    /// <summary>The loss of each row without any weighting, for reports.</summary>
    Tensor RowLosses(Tensor outputs, Tensor targets);

    /// <summary>How much each row counts because of its class; null when all count the same.</summary>
    Tensor? ClassWeights(Tensor targets) => null;
}

/// <summary>A metric that is a mean over rows, or made from one.</summary>
/// <param name="Name">Its name in the history.</param>
/// <param name="OfRows">From raw outputs and targets to a number for each row.</param>
/// <param name="Finish">From the mean to the metric; the mean itself when null.</param>
internal sealed record RowMetric(string Name, Func<Tensor, Tensor, Tensor> OfRows, Func<double, double>? Finish = null)
{
    /// <summary>Whether it is the share of what is right, whose rest is the error that the best epoch may be chosen by.</summary>
    public bool IsShareOfRight { get; init; }
}
