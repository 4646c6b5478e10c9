using MLNetDeep.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tasks;

/// <summary>Cross-entropy of softmax, with or without weights of classes.</summary>
internal sealed class CrossEntropy(Tensor? weights) : IObjective
{
    public Tensor Loss(Tensor outputs, Tensor targets) => functional.cross_entropy(outputs, targets, weights);

    public Tensor RowLosses(Tensor outputs, Tensor targets) => functional.cross_entropy(outputs, targets, reduction: Reduction.None);

    public Tensor Hits(Tensor outputs, Tensor targets) => outputs.argmax(1).eq(targets);

    public void Dispose() => weights?.Dispose();
}
