using MLNetDeep.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tasks;

/// <summary>Cross-entropy of softmax, with or without weights of classes.</summary>
internal sealed class CrossEntropy(Tensor? classWeights) : Objective
{
    public override IReadOnlyList<RowMetric> Metrics { get; } =
        [new RowMetric("Accuracy", (outputs, targets) => outputs.argmax(1).eq(targets))];

    public override Tensor Loss(Tensor outputs, Tensor targets, Tensor? weights) => weights is null
        ? functional.cross_entropy(outputs, targets, classWeights)
        : base.Loss(outputs, targets, weights);

    public override Tensor RowLosses(Tensor outputs, Tensor targets) => functional.cross_entropy(outputs, targets, reduction: Reduction.None);

    public override void Dispose() => classWeights?.Dispose();

    protected override Tensor? ClassWeights(Tensor targets) => classWeights?.index_select(0, targets);
}
