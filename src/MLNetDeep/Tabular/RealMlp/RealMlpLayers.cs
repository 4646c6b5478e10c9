using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tabular;

/// <summary>A learnt factor for each feature, 1 at the start: which features count. Shapes: [rows, width] stay.</summary>
internal sealed class FeatureScale : Block
{
    private const string ScaleName = "scale";

    public FeatureScale(int width) : base(nameof(FeatureScale)) => Parameter(ScaleName, ones(width));

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) =>
        composer.Node("Mul", input.Shape, [input, composer.Constant(get_parameter(ScaleName)!)]);

    protected override Tensor Run(Tensor input) => input.mul(get_parameter(ScaleName)!);
}

/// <summary>
/// A linear layer in the neural tangent parametrization: W x / √inside + b, with entries of W of size 1, so that one learning rate suits every
/// width. Jacot et al., Neural Tangent Kernel (2018). Shapes: [rows, inside] → [rows, outside].
/// </summary>
internal sealed class NtkLinear : Block
{
    private const int Corners = 5;
    private readonly Linear _linear;
    private readonly double _factor;

    public NtkLinear(int inside, int outside) : base(nameof(NtkLinear))
    {
        _factor = 1 / Math.Sqrt(inside);
        _linear = Part("linear", Linear(inside, outside));
        init.normal_(_linear.weight!);
        init.normal_(_linear.bias!);
    }

    /// <summary>
    /// Starts from data: each output has deviation 1 over the rows, and each neuron's threshold lies at a random point between five rows.
    /// After Steinwart, A Sober Look at Neural Network Initializations (2019).
    /// </summary>
    public void Start(Tensor rows)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var (weight, bias) = (_linear.weight!, _linear.bias!);
        var scaled = rows.Times(_factor);
        var spread = functional.linear(scaled, weight).std(0, unbiased: false);
        weight.div_(where(spread.Above(1e-6), spread, ones_like(spread)).unsqueeze(1));
        var outputs = functional.linear(scaled, weight);
        var picked = rand([Corners, outputs.shape[1]], device: rows.device).Times(outputs.shape[0]).to(ScalarType.Int64);
        // Exponential numbers over their sum are as likely at each point between the corners.
        var shares = rand([Corners, outputs.shape[1]], device: rows.device).AtLeast(1e-12).log();
        bias.copy_(outputs.gather(0, picked).mul(shares.div(shares.sum([0], keepdim: true))).sum([0]).neg());
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        using var scope = NewDisposeScope();
        return composer.Apply(_linear, composer.Node("Mul", input.Shape, [input, composer.Constant(tensor((float)_factor))]));
    }

    protected override Tensor Run(Tensor input) => _linear.call(input.Times(_factor));
}

/// <summary>
/// An activation of which each neuron learns how much it takes: x + w (f(x) - x), w = 1 at the start, f = SELU or Mish. Shapes stay.
/// </summary>
internal sealed class ParametricActivation : Block
{
    private const string WeightName = "weight";
    private readonly bool _isMish;

    public ParametricActivation(int width, bool isMish) : base(nameof(ParametricActivation))
    {
        _isMish = isMish;
        Parameter(WeightName, ones(width));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        OnnxValue Node(string op, params OnnxValue[] inputs) => composer.Node(op, input.Shape, inputs);
        var curve = _isMish ? Node("Mul", input, Node("Tanh", Node("Softplus", input))) : Node("Selu", input);
        return Node("Add", input, Node("Mul", Node("Sub", curve, input), composer.Constant(get_parameter(WeightName)!)));
    }

    protected override Tensor Run(Tensor input)
    {
        // ln(1 + eˣ) = -ln sigmoid(-x)
        var curve = _isMish ? input.mul(functional.logsigmoid(input.neg()).neg().tanh()) : functional.selu(input);
        return input.PlusProduct(curve.sub(input), get_parameter(WeightName)!);
    }
}
