using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tabular;

/// <summary>
/// A learnt vector for each numeric column, linear in the number or in its piecewise-linear encoding.
/// Gorishniy et al., On Embeddings for Numerical Features (2022). It starts linear over the whole range of an encoded number, as the
/// authors' later TabM (2024) does: bins come to differ only where the data say so.
/// Shapes: [rows, columns × numbers of one] → [rows, columns, width].
/// </summary>
internal sealed class NumberEmbedding : Block
{
    private readonly long _columns, _inside;
    private readonly ParallelLinear _linear;

    public NumberEmbedding(TableShape shape, int width) : base(nameof(NumberEmbedding))
    {
        (_columns, _inside) = (shape.Numbers, shape.NumberWidth);
        // Its name keeps weight decay away.
        _linear = Part("linear", new ParallelLinear(shape.Numbers, shape.NumberWidth, width, "embedding"));
        Start(width);
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) =>
        composer.Apply(_linear, composer.Reshape(input, _columns, _inside));

    protected override Tensor Run(Tensor input) => _linear.call(input.reshape(-1, _columns, _inside));

    // Encoded numbers are evenly spread from 0 to the number of bins: with this slope and shift they have mean 0 and deviation 1.
    private void Start(int width)
    {
        using var still = no_grad();
        using var scope = NewDisposeScope();
        var bound = 1 / Math.Sqrt(width);
        var slope = init.uniform_(empty(_columns, 1, width), -bound, bound);
        var spread = _inside == 1 ? 1 : Math.Sqrt(12);
        _linear.Weight.copy_(slope.Times(spread / _inside).expand(-1, _inside, -1));
        init.uniform_(_linear.Bias, -bound, bound);
        if (_inside > 1) _linear.Bias.sub_(slope.squeeze(1).Times(spread / 2));
    }
}
