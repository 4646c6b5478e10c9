using MLNetDeep.Common;
using MLNetDeep.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tasks;

/// <summary>Cross-entropy of softmax, with or without weights of classes and smoothed labels.</summary>
/// <param name="classWeights">How much the rows of each class count; null when all count the same.</param>
/// <param name="smoothing">The share of the target that is spread over all classes alike.</param>
internal sealed class CrossEntropy(Tensor? classWeights, double smoothing = 0) : Objective
{
    public override IReadOnlyList<RowMetric> Metrics { get; } =
        [new RowMetric("Accuracy", (outputs, targets) => outputs.argmax(1).eq(targets)) { IsShareOfRight = true }];

    public override Tensor Loss(Tensor outputs, Tensor targets, Tensor? weights) => weights is null && smoothing == 0
        ? functional.cross_entropy(outputs, targets, classWeights)
        : base.Loss(outputs, targets, weights);

    public override Tensor RowLosses(Tensor outputs, Tensor targets) => functional.cross_entropy(outputs, targets, reduction: Reduction.None);

    public override void Dispose() => classWeights?.Dispose();

    protected override Tensor TrainedLosses(Tensor outputs, Tensor targets) => smoothing == 0
        ? RowLosses(outputs, targets)
        : RowLosses(outputs, targets).Times(1 - smoothing) - functional.log_softmax(outputs, 1).mean([1]).Times(smoothing);

    public override Tensor? ClassWeights(Tensor targets) => classWeights?.index_select(0, targets);
}
