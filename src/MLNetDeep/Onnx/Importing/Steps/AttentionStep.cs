using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx.Reading;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetDeep.Onnx.Importing;

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
        // It divides by the root of the width itself.
        var own = _factor * Math.Sqrt(query.shape[^1]);
        if (Math.Abs(own - 1) > 1e-6) query = query.Times(own);
        var mask = inputs.ElementAtOrDefault(3)?.expand(query.shape[0], query.shape[1], query.shape[2], key.shape[2]);
        return [Attention.Mix(query, key, value, mask, _dropout is { training: true } ? _dropout.p : 0)];
    }
}
