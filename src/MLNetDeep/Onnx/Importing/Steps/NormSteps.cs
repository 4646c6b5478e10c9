using MLNetDeep.Layers;
using MLNetDeep.Onnx.Reading;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Onnx.Importing;

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
