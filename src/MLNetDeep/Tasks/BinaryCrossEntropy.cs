using MLNetDeep.Common;
using MLNetDeep.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tasks;

/// <summary>Cross-entropy of the logistic function, averaged over the labels of a row.</summary>
/// <param name="metric">What the share of right labels is called.</param>
/// <param name="classWeights">Weights of false and true where a row has one label; null when both count the same.</param>
/// <param name="smoothing">The share of each label that is spread over both values alike.</param>
internal sealed class BinaryCrossEntropy(string metric, Tensor? classWeights = null, double smoothing = 0) : Objective
{
    public override IReadOnlyList<RowMetric> Metrics { get; } =
        [new RowMetric(metric, (outputs, targets) => outputs.Above(0).eq(targets.Above(0.5)).to(ScalarType.Float32).mean([1])) { IsShareOfRight = true }];

    public override Tensor RowLosses(Tensor outputs, Tensor targets) =>
        functional.binary_cross_entropy_with_logits(outputs, targets, reduction: Reduction.None).mean([1]);

    protected override Tensor TrainedLosses(Tensor outputs, Tensor targets) =>
        RowLosses(outputs, smoothing == 0 ? targets : targets.Times(1 - smoothing).Plus(smoothing / 2));

    public override void Dispose() => classWeights?.Dispose();

    public override Tensor? ClassWeights(Tensor targets) => classWeights?.index_select(0, targets.select(1, 0).to(ScalarType.Int64));
}
