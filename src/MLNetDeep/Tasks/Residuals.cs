using MLNetDeep.Common;
using MLNetDeep.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tasks;

/// <summary>
/// A loss of the distance between values and targets, in units of each target's deviation, so that all targets count alike.
/// </summary>
/// <param name="loss">Which.</param>
/// <param name="delta">Where Huber's loss turns from square to linear, in deviations.</param>
/// <param name="deviations">Deviations of the targets [1, targets].</param>
internal sealed class Residuals(RegressionLoss loss, double delta, Tensor deviations) : Objective
{
    public override IReadOnlyList<RowMetric> Metrics { get; } =
    [
        new RowMetric("MeanAbsoluteError", (outputs, targets) => (outputs - targets).abs().mean([1])),
        new RowMetric("RootMeanSquaredError", (outputs, targets) => (outputs - targets).Squared().mean([1]), Math.Sqrt),
    ];

    public override Tensor RowLosses(Tensor outputs, Tensor targets)
    {
        var (values, wanted) = (outputs / deviations, targets / deviations);
        var losses = loss switch
        {
            RegressionLoss.Absolute => functional.l1_loss(values, wanted, Reduction.None),
            RegressionLoss.Huber => functional.huber_loss(values, wanted, delta, Reduction.None),
            _ => functional.mse_loss(values, wanted, Reduction.None),
        };
        return losses.mean([1]);
    }

    public override void Dispose() => deviations.Dispose();
}
