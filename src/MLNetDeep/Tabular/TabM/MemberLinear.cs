using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tabular;

/// <summary>
/// One linear layer for all members of an ensemble, with scales and shifts of each: yᵢ = sᵢ ⊙ W (rᵢ ⊙ xᵢ) + bᵢ. After Wen et al.,
/// BatchEnsemble (2020). Shapes: [rows, members or 1, inside] → [rows, members, outside].
/// </summary>
internal sealed class MemberLinear : Block
{
    private const string InName = "adapter_in", OutName = "adapter_out", BiasName = "bias";
    private readonly Linear _shared;

    /// <param name="members">Members.</param>
    /// <param name="inside">Numbers that come in.</param>
    /// <param name="outside">Numbers that go out.</param>
    /// <param name="first">Scales of what comes in, at the start [members, inside]; 1 when null.</param>
    public MemberLinear(int members, int inside, int outside, Tensor? first) : base(nameof(MemberLinear))
    {
        _shared = Part("shared", Linear(inside, outside, hasBias: false));
        var bound = 1 / Math.Sqrt(inside);
        init.uniform_(_shared.weight!, -bound, bound);
        Parameter(InName, first ?? ones(members, inside));
        Parameter(OutName, ones(members, outside));
        // The same for all members at the start, as published.
        Parameter(BiasName, init.uniform_(empty(1, outside), -bound, bound).repeat(members, 1));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var product = Scale(composer, composer.Apply(_shared, Scale(composer, input, get_parameter(InName)!)), get_parameter(OutName)!);
        return composer.Node("Add", product.Shape, [product, composer.Constant(get_parameter(BiasName)!)]);
    }

    /// <summary>Multiplies each member's numbers by its scales.</summary>
    public static OnnxValue Scale(OnnxComposer composer, OnnxValue input, Tensor scales) =>
        composer.Node("Mul", scales.shape, [input, composer.Constant(scales)]);

    protected override Tensor Run(Tensor input)
    {
        var product = _shared.call(input.mul(get_parameter(InName)!));
        return get_parameter(BiasName)!.PlusProduct(product, get_parameter(OutName)!);
    }
}
