using MLNetDeep.Onnx.Reading;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Onnx.Importing;

/// <summary>A product with a matrix of weights, and what is added to it. Shapes: [… , inputs] → [… , outputs].</summary>
internal sealed class LinearStep : LayerStep
{
    private readonly Linear _linear;
    private readonly string _weight;
    private readonly string? _bias;
    private readonly bool _isTurned;
    private readonly LoraLinear? _lora;
    private readonly Dropout? _dropout;

    /// <param name="node">The node that gives its output.</param>
    /// <param name="name">What its module is called.</param>
    /// <param name="input">What it takes.</param>
    /// <param name="weight">The name of its matrix, [inputs, outputs] or, turned, [outputs, inputs].</param>
    /// <param name="shape">The matrix's shape.</param>
    /// <param name="isTurned">Whether the file has it as Torch has.</param>
    /// <param name="bias">The name of what is added; null for nothing.</param>
    /// <param name="dropout">The share of its outputs that is dropped in training.</param>
    /// <param name="settings">Of the network.</param>
    public LinearStep(OnnxNode node, string name, string input, string weight, long[] shape, bool isTurned, string? bias, double dropout, ImportSettings settings)
        : base(settings.LoraRank > 0 ? "Lora" : "Linear", node, name, input)
    {
        (_weight, _bias, _isTurned) = (weight, bias, isTurned);
        var (inputs, outputs) = isTurned ? (shape[1], shape[0]) : (shape[0], shape[1]);
        _linear = nn.Linear(inputs, outputs, hasBias: bias is not null);
        if (settings.LoraRank > 0) _lora = new LoraLinear(_linear, settings.LoraRank, settings.LoraScale);
        if (dropout > 0) _dropout = nn.Dropout(dropout);
    }

    protected override Module Layer => _lora ?? (Module)_linear;

    public override IEnumerable<(string Name, Func<Tensor> Value)> Values
    {
        get
        {
            yield return (_weight, () => Turned(_linear.weight!));
            if (_bias is not null) yield return (_bias, () => _linear.bias!);
        }
    }

    public override IEnumerable<(string Name, Func<Tensor> Value)> Exported =>
        _lora is null ? Values : Values.Select(value => value.Name == _weight ? (_weight, () => Turned(_lora.Merged())) : value);

    private Tensor Turned(Tensor matrix) => _isTurned ? matrix : matrix.t();

    public override void Register(ModuleNames names)
    {
        base.Register(names);
        if (_dropout is not null) names.Register($"{Name}_dropout", _dropout);
    }

    public override Tensor[] Run(Tensor?[] inputs)
    {
        var output = _lora is null ? _linear.call(inputs[0]!) : _lora.call(inputs[0]!);
        return [_dropout is { training: true } ? _dropout.call(output) : output];
    }
}
