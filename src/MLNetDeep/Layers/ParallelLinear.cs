using MLNetDeep.Common;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>
/// Linear layers side by side, one for each column or each member of an ensemble: yᵢ = xᵢ Wᵢ + bᵢ.
/// Shapes: [rows, count, inside] → [rows, count, outside]; weights [count, inside, outside], biases [count, outside].
/// </summary>
internal sealed class ParallelLinear : Block
{
    private const string BiasName = "bias";
    private readonly string _weightName;
    private readonly long _count, _inside, _outside;

    /// <param name="count">How many layers.</param>
    /// <param name="inside">Numbers that each takes.</param>
    /// <param name="outside">Numbers that each gives.</param>
    /// <param name="weightName">What the weights are called: weight decay goes by it.</param>
    public ParallelLinear(int count, int inside, int outside, string weightName = "weight") : base(nameof(ParallelLinear))
    {
        (_count, _inside, _outside, _weightName) = (count, inside, outside, weightName);
        var bound = 1 / Math.Sqrt(inside);
        Parameter(weightName, init.uniform_(empty(count, inside, outside), -bound, bound));
        Parameter(BiasName, init.uniform_(empty(count, outside), -bound, bound));
    }

    public Tensor Weight => get_parameter(_weightName)!;

    public Tensor Bias => get_parameter(BiasName)!;

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var vectors = composer.Reshape(input, _count, 1, _inside);
        var product = composer.Node("MatMul", [_count, 1, _outside], [vectors, composer.Constant(Weight)]);
        var flat = composer.Reshape(product, _count, _outside);
        return composer.Node("Add", flat.Shape, [flat, composer.Constant(Bias)]);
    }

    protected override Tensor Run(Tensor input) => _inside == 1
        ? input.mul(Weight.squeeze(1)).Plus(Bias)
        : input.transpose(0, 1).bmm(Weight).transpose(0, 1).Plus(Bias);
}
