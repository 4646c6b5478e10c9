using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Graphs;

/// <summary>
/// A graph attention network of the second version. Brody et al., How Attentive Are Graph Attention Networks? (2022). Edges with tags or numbers add these to the attention. Shapes: a batch → [nodes or graphs, outputs].
/// </summary>
internal sealed class GatV2Module : GraphBody
{
    private readonly GatV2Options _options;

    public GatV2Module(GatV2Options options, GraphShape input, OutputShape output) : base(nameof(GatV2Module), options, input, output)
    {
        _options = options;
        AddLayers();
    }

    protected override GraphConv Conv(int width, int outputs, GraphShape input, bool isEnd) =>
        new GatV2Conv(width, isEnd ? 1 : _options.Heads, isEnd ? outputs : outputs / _options.Heads, input, _options.AttentionDropout, averages: isEnd);

    protected override Tensor Activate(Tensor nodes) => Activations.Elu(nodes);

    protected override OnnxValue Activate(OnnxComposer composer, OnnxValue nodes) => Activations.Elu(composer, nodes);
}
