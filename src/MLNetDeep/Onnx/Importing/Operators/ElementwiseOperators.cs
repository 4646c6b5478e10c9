using MLNetDeep.Common;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Onnx.Reading;
using static MLNetDeep.Onnx.Importing.OperatorTable;
using static TorchSharp.torch;

namespace MLNetDeep.Onnx.Importing;

/// <summary>Operators that compute each number by itself.</summary>
internal static class ElementwiseOperators
{
    public static IReadOnlyDictionary<string, Func<OnnxNode, Operation>> All { get; } = new Dictionary<string, Func<OnnxNode, Operation>>
    {
        ["Identity"] = Unary(x => x.alias()),
        ["Dropout"] = _ => inputs => [inputs[0]!.alias(), ones_like(inputs[0]!, ScalarType.Bool)],
        ["Abs"] = Unary(x => x.abs()),
        ["Neg"] = Unary(x => x.neg()),
        ["Exp"] = Unary(x => x.exp()),
        ["Log"] = Unary(x => x.log()),
        ["Sqrt"] = Unary(x => x.sqrt()),
        ["Reciprocal"] = Unary(x => x.reciprocal()),
        ["Floor"] = Unary(x => x.floor()),
        ["Ceil"] = Unary(x => x.ceil()),
        ["Round"] = Unary(x => x.round()),
        ["Sign"] = Unary(x => x.sign()),
        ["Sin"] = Unary(x => x.sin()),
        ["Cos"] = Unary(x => x.cos()),
        ["Tan"] = Unary(x => x.tan()),
        ["Asin"] = Unary(x => x.asin()),
        ["Acos"] = Unary(x => x.acos()),
        ["Atan"] = Unary(x => x.atan()),
        ["Sinh"] = Unary(x => x.sinh()),
        ["Cosh"] = Unary(x => x.cosh()),
        ["Tanh"] = Unary(x => x.tanh()),
        ["Erf"] = Unary(x => x.erf()),
        ["Sigmoid"] = Unary(x => x.sigmoid()),
        ["Relu"] = Unary(x => x.relu()),
        ["Softplus"] = Unary(Softplus),
        ["Softsign"] = Unary(x => x.div(x.abs().Plus(1))),
        ["HardSwish"] = Unary(x => x.mul(x.Over(6).Plus(0.5).Between(0, 1))),
        ["Mish"] = Unary(x => x.mul(Softplus(x).tanh())),
        ["LeakyRelu"] = node => Sloped(node, 0.01f, (x, alpha) => x.Times(alpha)),
        ["Elu"] = node => Sloped(node, 1, (x, alpha) => x.expm1().Times(alpha)),
        ["Celu"] = node => Sloped(node, 1, (x, alpha) => x.Over(alpha).expm1().Times(alpha)),
        ["Selu"] = node =>
        {
            var gamma = node.Real("gamma", 1.05070098f);
            var elu = Sloped(node, 1.67326324f, (x, alpha) => x.expm1().Times(alpha));
            return inputs => [elu(inputs)[0].Times(gamma)];
        },
        ["HardSigmoid"] = node =>
        {
            var (alpha, beta) = (node.Real("alpha", 0.2f), node.Real("beta", 0.5f));
            return inputs => [inputs[0]!.Times(alpha).Plus(beta).Between(0, 1)];
        },
        ["ThresholdedRelu"] = node =>
        {
            var alpha = node.Real("alpha", 1);
            return inputs => [inputs[0]!.mul(inputs[0]!.Above(alpha).to(inputs[0]!.dtype))];
        },
        ["PRelu"] = Binary((x, slope) => x.relu().sub(x.neg().relu().mul(slope))),
        ["Clip"] = _ => inputs =>
        {
            var x = inputs[0]!;
            if (inputs.ElementAtOrDefault(1) is { } least) x = maximum(x, least.to(x.device));
            if (inputs.ElementAtOrDefault(2) is { } most) x = minimum(x, most.to(x.device));
            return [ReferenceEquals(x, inputs[0]) ? x.alias() : x];
        },
        ["Cast"] = node =>
        {
            var type = TensorValues.TypeOf((OnnxElement)node.Integer("to", 1)) ?? throw new NotSupportedException($"node {node.Title} makes numbers of the element type {node.Integer("to", 1)}, which is not offered");
            return inputs => [inputs[0]!.to(type)];
        },
        ["CastLike"] = Binary((x, like) => x.to(like.dtype)),
        ["Add"] = Binary((x, y) => x.Plus(y)),
        ["Sub"] = Binary((x, y) => x.sub(y)),
        ["Mul"] = Binary((x, y) => x.mul(y)),
        ["Div"] = Binary((x, y) => x.is_floating_point() ? x.div(y) : x.div(y, RoundingMode.trunc)),
        ["Pow"] = Binary(Power),
        ["Mod"] = node => node.Integer("fmod", 0) == 0 ? Binary((x, y) => x.remainder(y))(node) : Binary((x, y) => x.fmod(y))(node),
        ["Sum"] = _ => inputs => [Fold(inputs, (x, y) => x.Plus(y))],
        ["Mean"] = _ => inputs => [Fold(inputs, (x, y) => x.Plus(y)).Over(inputs.Length)],
        ["Max"] = _ => inputs => [Fold(inputs, maximum)],
        ["Min"] = _ => inputs => [Fold(inputs, minimum)],
    };

    // log(1 + eˣ), without running over.
    private static Tensor Softplus(Tensor x) => x.relu().Plus(x.abs().neg().exp().log1p());

    // What is above 0 stays.
    private static Operation Sloped(OnnxNode node, float otherwise, Func<Tensor, float, Tensor> below)
    {
        var alpha = node.Real("alpha", otherwise);
        return inputs => [inputs[0]!.relu().Plus(below(inputs[0]!.neg().relu().neg(), alpha))];
    }

    // By products where that is exact: the derivative of a power by its exponent is none for what is below 0.
    private static Tensor Power(Tensor x, Tensor exponent)
    {
        if (exponent.numel() != 1 || exponent.requires_grad) return x.pow(exponent.to(x.dtype));
        return exponent.to(ScalarType.Float64).cpu().item<double>() switch
        {
            1 => x.alias(),
            2 => x.mul(x),
            3 => x.mul(x).mul(x),
            0.5 => x.sqrt(),
            _ => x.pow(exponent.to(x.dtype)),
        };
    }

    private static Tensor Fold(Tensor?[] inputs, Func<Tensor, Tensor, Tensor> compute)
    {
        var sum = inputs[0]!;
        foreach (var next in inputs.Skip(1))
        {
            var (left, right) = Together(sum, next!);
            sum = compute(left, right);
        }
        return inputs.Length == 1 ? sum.alias() : sum;
    }
}
