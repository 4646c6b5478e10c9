using MLNetDeep.Common;
using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep.Tasks;

/// <summary>An objective whose loss is the weighted mean of its rows' losses.</summary>
internal abstract class Objective : IObjective
{
    public abstract IReadOnlyList<RowMetric> Metrics { get; }

    public virtual Tensor Loss(Tensor outputs, Tensor targets, Tensor? weights)
    {
        var losses = TrainedLosses(outputs, targets);
        var counts = ClassWeights(targets) is { } classes ? (weights is null ? classes : classes * weights) : weights;
        return counts is null ? losses.mean() : (losses * counts).sum() / counts.sum().AtLeast(1e-12);
    }

    public abstract Tensor RowLosses(Tensor outputs, Tensor targets);

    public virtual void Dispose()
    {
    }

    /// <summary>The loss of each row in training, where it is not the one that is reported.</summary>
    protected virtual Tensor TrainedLosses(Tensor outputs, Tensor targets) => RowLosses(outputs, targets);

    public virtual Tensor? ClassWeights(Tensor targets) => null;
}
