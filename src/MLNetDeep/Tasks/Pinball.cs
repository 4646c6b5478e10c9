using MLNetDeep.Common;
using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep.Tasks;

/// <summary>
/// The pinball loss: max(q·e, (q-1)·e) for e = target - value and each quantile q, averaged over the quantiles, in units of
/// the target's deviation. After Koenker and Bassett, Regression Quantiles (1978).
/// </summary>
/// <param name="quantiles">The quantiles [1, quantiles].</param>
/// <param name="deviation">The deviation of the target.</param>
internal sealed class Pinball(Tensor quantiles, double deviation) : Objective
{
    public override IReadOnlyList<RowMetric> Metrics { get; } =
        [new RowMetric("Coverage", (outputs, targets) => targets.le(outputs).to(ScalarType.Float32).mean([1]))];

    public override Tensor RowLosses(Tensor outputs, Tensor targets)
    {
        var errors = (targets - outputs).Over(deviation);
        return maximum(quantiles * errors, quantiles.Minus(1) * errors).mean([1]);
    }

    public override void Dispose() => quantiles.Dispose();
}
