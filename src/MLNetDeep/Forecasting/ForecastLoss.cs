using MLNetDeep.Common;
using MLNetDeep.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Forecasting;

/// <summary>
/// The distance between forecasts and what came, in deviations of each series' training part, so that all series count alike. Targets have the deviations as one more step: [windows, horizon + 1, columns].
/// </summary>
/// <param name="loss">Which.</param>
/// <param name="delta">Where Huber's loss turns from square to linear.</param>
internal sealed class ForecastLoss(RegressionLoss loss, double delta) : IObjective
{
    public IReadOnlyList<RowMetric> Metrics { get; } =
    [
        new RowMetric("MeanAbsoluteError", (outputs, targets) => Errors(outputs, targets).abs().mean([1, 2])),
        new RowMetric("MeanSquaredError", (outputs, targets) => Errors(outputs, targets).Squared().mean([1, 2])),
    ];

    public Tensor Loss(Tensor outputs, Tensor targets, Tensor? weights) => RowLosses(outputs, targets).mean();

    public Tensor RowLosses(Tensor outputs, Tensor targets)
    {
        var errors = Errors(outputs, targets);
        var losses = loss switch
        {
            RegressionLoss.Absolute => errors.abs(),
            RegressionLoss.Huber => functional.huber_loss(errors, zeros_like(errors), delta, Reduction.None),
            _ => errors.Squared(),
        };
        return losses.mean([1, 2]);
    }

    public void Dispose()
    {
    }

    private static Tensor Errors(Tensor outputs, Tensor targets)
    {
        var horizon = outputs.shape[1];
        return outputs.sub(targets.narrow(1, 0, horizon)).div(targets.narrow(1, horizon, 1));
    }
}
