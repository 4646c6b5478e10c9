using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx.Reading;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Onnx.Importing;

/// <summary>A step of an imported network: one node, or several that are a layer together.</summary>
/// <param name="kind">What it is.</param>
/// <param name="node">The node that gives its first output.</param>
/// <param name="inputs">What it takes.</param>
internal abstract class GraphStep(string kind, OnnxNode node, params string[] inputs)
{
    public string Kind => kind;

    public string Title => node.Title;

    public string[] Inputs => inputs;

    public string[] Outputs { get; protected init; } = [node.Outputs[0]];

    /// <summary>The names of the weights that it has for itself.</summary>
    public virtual IEnumerable<string> Weights => [];

    /// <summary>Whether it gives the same in every epoch, as far as its own layer goes.</summary>
    /// <param name="isFrozen">Whether a layer stays as it is.</param>
    public virtual bool IsStill(Func<Module, bool> isFrozen) => true;

    /// <summary>What it does; an input is null where it is left out.</summary>
    public abstract Tensor[] Run(Tensor?[] inputs);

    /// <summary>Registers its modules.</summary>
    public virtual void Register(ModuleNames names)
    {
    }
}

/// <summary>A node as it is.</summary>
internal sealed class NodeStep : GraphStep
{
    private readonly Operation _operation;

    public NodeStep(OnnxNode node) : base(node.Op, node, [.. node.Inputs])
    {
        Outputs = [.. node.Outputs];
        _operation = OperatorTable.Get(node);
    }

    public override Tensor[] Run(Tensor?[] inputs) => _operation(inputs);
}

/// <summary>A step with weights of its own, which are those of a module.</summary>
/// <param name="kind">What it is.</param>
/// <param name="node">The node that gives its output.</param>
/// <param name="name">What its module is called.</param>
/// <param name="inputs">What it takes.</param>
internal abstract class LayerStep(string kind, OnnxNode node, string name, params string[] inputs) : GraphStep(kind, node, inputs)
{
    /// <summary>The module's name in the network, once it is registered.</summary>
    public string Name { get; private set; } = name;

    protected abstract Module Layer { get; }

    /// <summary>The weights by the names that the file has for them, in the shape that it has for them.</summary>
    public abstract IEnumerable<(string Name, Func<Tensor> Value)> Values { get; }

    /// <summary>The same as they are to be exported.</summary>
    public virtual IEnumerable<(string Name, Func<Tensor> Value)> Exported => Values;

    public sealed override IEnumerable<string> Weights => Values.Select(value => value.Name);

    public override bool IsStill(Func<Module, bool> isFrozen) => isFrozen(Layer);

    public override void Register(ModuleNames names) => Name = names.Register(Name, Layer);
}

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

/// <summary>
/// A linear layer whose weights stay, and a product of two thin matrices that learns beside them (Hu et al., LoRA: Low-Rank Adaptation of Large Language Models, 2021).
/// Shapes: [… , inputs] → [… , outputs].
/// </summary>
internal sealed class LoraLinear : Block
{
    /// <summary>What the names of its thin matrices begin with.</summary>
    public const string Prefix = "lora_";

    private readonly Linear _own, _down, _up;
    private readonly double _scale;

    public LoraLinear(Linear own, int rank, double scale) : base(nameof(LoraLinear))
    {
        _own = Part("base", own);
        _scale = scale;
        _down = Part($"{Prefix}down", Linear(own.in_features, rank, hasBias: false));
        _up = Part($"{Prefix}up", Linear(rank, own.out_features, hasBias: false));
        // It begins with what the layer gave before.
        init.zeros_(_up.weight!);
    }

    /// <summary>One matrix that does the same.</summary>
    public Tensor Merged() => _own.weight!.Plus(_up.weight!.mm(_down.weight!).Times(_scale));

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) => throw new NotSupportedException("It is exported by its graph.");

    protected override Tensor Run(Tensor input) => _own.call(input).PlusTimes(_up.call(_down.call(input)), _scale);
}

/// <summary>A convolution.</summary>
internal sealed class ConvolutionStep : LayerStep
{
    private readonly Module<Tensor, Tensor> _convolution;
    private readonly string _weight;
    private readonly string? _bias;
    private readonly Window _window;
    private readonly long[] _kernel;

    public ConvolutionStep(OnnxNode node, string name, long[] shape, string? bias) : base("Convolution", node, name, node.Inputs[0])
    {
        (_weight, _bias) = (node.Inputs[1], bias);
        var rank = shape.Length - 2;
        (_window, _kernel) = (new Window(node), shape[2..]);
        var (strides, dilations, group) = (_window.Strides(rank), _window.Dilations(rank), node.Integer("group", 1));
        // What is not filled up alike at both ends is filled up before.
        var own = _window.IsEven ? _window.Pads(rank)[..rank] : new long[rank];
        _convolution = rank == 1
            ? Conv1d(shape[1] * group, shape[0], shape[2], strides[0], own[0], dilations[0], groups: group, bias: bias is not null)
            : Conv2d(shape[1] * group, shape[0], (shape[2], shape[3]), (strides[0], strides[1]), (own[0], own[1]), (dilations[0], dilations[1]), groups: group, bias: bias is not null);
    }

    /// <summary>Whether a convolution with weights of a shape can be one.</summary>
    public static bool Suits(long[] shape) => shape.Length is 3 or 4;

    protected override Module Layer => _convolution;

    public override IEnumerable<(string Name, Func<Tensor> Value)> Values
    {
        get
        {
            yield return (_weight, () => _convolution.get_parameter("weight")!);
            if (_bias is not null) yield return (_bias, () => _convolution.get_parameter("bias")!);
        }
    }

    public override Tensor[] Run(Tensor?[] inputs)
    {
        if (_window.IsEven) return [_convolution.call(inputs[0]!)];
        var pads = _window.PadsOf(inputs[0]!.shape[2..], _kernel);
        var rank = _kernel.Length;
        return [_convolution.call(functional.pad(inputs[0]!, [.. Enumerable.Range(0, rank).Reverse().SelectMany(axis => new[] { pads[axis], pads[axis + rank] })]))];
    }
}

/// <summary>A batch norm: it learns where its part does, and keeps its statistics where that is frozen.</summary>
internal sealed class BatchNormStep : LayerStep
{
    private readonly Norm _norm;
    private readonly string[] _names;

    public BatchNormStep(OnnxNode node, string name, long channels) : base("BatchNorm", node, name, node.Inputs[0]) =>
        (_norm, _names) = (new Norm(channels, node.Real("epsilon", 1e-5f)), [.. node.Inputs]);

    protected override Module Layer => _norm;

    public override IEnumerable<(string Name, Func<Tensor> Value)> Values =>
    [
        (_names[1], () => _norm.get_parameter("weight")!),
        (_names[2], () => _norm.get_parameter("bias")!),
        (_names[3], () => _norm.get_buffer("running_mean")!),
        (_names[4], () => _norm.get_buffer("running_var")!),
    ];

    public override Tensor[] Run(Tensor?[] inputs) => [_norm.call(inputs[0]!)];

    private sealed class Norm : Block<Tensor>
    {
        private readonly double _epsilon;

        public Norm(long channels, double epsilon) : base(nameof(BatchNormStep))
        {
            _epsilon = epsilon;
            Parameter("weight", ones(channels));
            Parameter("bias", zeros(channels));
            register_buffer("running_mean", zeros(channels));
            register_buffer("running_var", ones(channels));
        }

        // One row has no variance to learn from.
        protected override Tensor Run(Tensor input) => functional.batch_norm(input, get_buffer("running_mean")!, get_buffer("running_var")!, get_parameter("weight"), get_parameter("bias"),
            training && input.numel() > input.shape[1], eps: _epsilon);
    }
}

/// <summary>A norm over the last axis.</summary>
internal sealed class LayerNormStep(OnnxNode node, string name, string input, string weight, string bias, long width, double epsilon, double dropout)
    : LayerStep("LayerNorm", node, name, input)
{
    private readonly LayerNorm _norm = nn.LayerNorm(width, epsilon);
    private readonly Dropout? _dropout = dropout > 0 ? nn.Dropout(dropout) : null;

    protected override Module Layer => _norm;

    public override IEnumerable<(string Name, Func<Tensor> Value)> Values => [(weight, () => _norm.weight!), (bias, () => _norm.bias!)];

    public override void Register(ModuleNames names)
    {
        base.Register(names);
        if (_dropout is not null) names.Register($"{Name}_dropout", _dropout);
    }

    public override Tensor[] Run(Tensor?[] inputs)
    {
        var output = _norm.call(inputs[0]!);
        return [_dropout is { training: true } ? _dropout.call(output) : output];
    }
}

/// <summary>x times the share of a normal distribution below x.</summary>
internal sealed class GeluStep(OnnxNode node, string input) : GraphStep("Gelu", node, input)
{
    public override Tensor[] Run(Tensor?[] inputs) => [functional.gelu(inputs[0]!)];
}

/// <summary>Attention: each place takes from all others as much as its query suits their keys.</summary>
internal sealed class AttentionStep : GraphStep
{
    private readonly double _factor;
    private readonly Dropout? _dropout;
    private readonly string _name;

    /// <param name="node">The node that gives its output.</param>
    /// <param name="query">The queries [rows, heads, places, width].</param>
    /// <param name="key">The keys, turned [rows, heads, width, places].</param>
    /// <param name="value">The values [rows, heads, places, width].</param>
    /// <param name="mask">What is added to how much a query suits a key; null for nothing.</param>
    /// <param name="factor">What that is multiplied with before.</param>
    /// <param name="dropout">The share of it that is dropped in training.</param>
    public AttentionStep(OnnxNode node, string query, string key, string value, string? mask, double factor, double dropout)
        : base("Attention", node, mask is null ? [query, key, value] : [query, key, value, mask])
    {
        (_factor, _name) = (factor, node.Outputs[0]);
        if (dropout > 0) _dropout = nn.Dropout(dropout);
    }

    public override void Register(ModuleNames names)
    {
        if (_dropout is not null) names.Register($"{_name}_dropout", _dropout);
    }

    public override Tensor[] Run(Tensor?[] inputs)
    {
        var (query, key, value) = (inputs[0]!, inputs[1]!.transpose(-2, -1), inputs[2]!);
        // libtorch divides by the root of the width itself.
        var own = _factor * Math.Sqrt(query.shape[^1]);
        if (Math.Abs(own - 1) > 1e-6) query = query.Times(own);
        var mask = inputs.ElementAtOrDefault(3)?.expand(query.shape[0], query.shape[1], query.shape[2], key.shape[2]).to(query.dtype);
        return [functional.scaled_dot_product_attention(query, key, value, attn_mask: mask, p: _dropout is { training: true } ? _dropout.p : 0)];
    }
}
