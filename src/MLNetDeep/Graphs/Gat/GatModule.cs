using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Graphs;

/// <summary>
/// A graph attention network. Veličković et al., Graph Attention Networks (2018): layers of several heads side by side with ELU behind; of nodes as rows a last layer of one head gives the outputs.
/// Shapes: a batch → [nodes or graphs, outputs].
/// </summary>
internal sealed class GatModule : GraphBody
{
    private readonly GatOptions _options;

    public GatModule(GatOptions options, GraphShape input, OutputShape output) : base(nameof(GatModule), options, input, output)
    {
        _options = options;
        AddLayers();
    }

    protected override GraphConv Conv(int width, int outputs, GraphShape input, bool isEnd) =>
        new GatConv(width, isEnd ? 1 : _options.Heads, isEnd ? outputs : outputs / _options.Heads, _options.AttentionDropout, averages: isEnd);

    protected override Tensor Activate(Tensor nodes) => Activations.Elu(nodes);

    protected override OnnxValue Activate(OnnxComposer composer, OnnxValue nodes) => Activations.Elu(composer, nodes);
}
