using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Graphs;

/// <summary>
/// A graph network with attention: layers of several heads side by side with ELU behind; of nodes as rows a last layer of one head gives the outputs. Shapes: a batch → [nodes or graphs, outputs].
/// </summary>
internal abstract class AttentionBody : GraphBody
{
    private readonly GraphAttentionOptions _options;

    protected AttentionBody(string name, GraphAttentionOptions options, GraphShape input, OutputShape output) : base(name, options, input, output)
    {
        _options = options;
        AddLayers();
    }

    protected sealed override GraphConv Conv(int width, int outputs, GraphShape input, bool isEnd) =>
        Attention(width, isEnd ? 1 : _options.Heads, isEnd ? outputs : outputs / _options.Heads, input, _options.AttentionDropout, averages: isEnd);

    /// <summary>Makes a layer.</summary>
    protected abstract AttentionHeads Attention(int width, int heads, int size, GraphShape input, double dropout, bool averages);

    protected sealed override Tensor Activate(Tensor nodes) => Activations.Elu(nodes);

    protected sealed override OnnxValue Activate(OnnxComposer composer, OnnxValue nodes) => Activations.Elu(composer, nodes);
}
