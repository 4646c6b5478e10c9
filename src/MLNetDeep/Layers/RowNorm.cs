using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>
/// Batch normalisation of rows of numbers that also takes a batch of one row, as the last of an epoch may be: such a row has no
/// deviation of its own and gets the mean and deviation of those before. Shapes: [rows, width] stay.
/// </summary>
internal sealed class RowNorm : Block
{
    private readonly BatchNorm1d _norm;

    public RowNorm(int width) : base(nameof(RowNorm)) => _norm = Part("norm", BatchNorm1d(width));

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) => composer.Apply(_norm, input);

    protected override Tensor Run(Tensor input) => training && input.shape[0] == 1
        ? functional.batch_norm(input, _norm.running_mean!, _norm.running_var!, _norm.weight, _norm.bias)
        : _norm.call(input);
}
