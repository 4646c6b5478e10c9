using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Graphs;

/// <summary>
/// A graph network: layers of message passing over the vectors of nodes. Where nodes are rows the last layer gives the outputs, or, with jumping knowledge, a linear layer over all; where graphs are rows the
/// nodes of each are pooled and go through two linear layers. Shapes: a batch → [nodes or graphs, outputs].
/// </summary>
internal abstract class GraphBody : Block<GraphBatch>, IGraphOnnxExportable
{
    private readonly GraphNetworkOptions _options;
    private readonly GraphShape _input;
    private readonly OutputShape _output;
    private readonly Dropout _dropout;
    private readonly List<GraphConv> _convs = [];
    private readonly List<NodeNorm> _norms = [];
    private NodeInput? _nodes;
    private Readout? _readout;
    private Sequential? _head;

    protected GraphBody(string name, GraphNetworkOptions options, GraphShape input, OutputShape output) : base(name)
    {
        (_options, _input, _output) = (options, input, output);
        _dropout = Part("dropout", nn.Dropout(options.Dropout));
    }

    private bool EndsInLayer => _input.IsPerNode && _options.JumpingKnowledge == JumpingKnowledge.None;

    // Of graphs the end sees what nodes have before the first layer too, as GIN's does.
    private bool SeesInput => !_input.IsPerNode && _options.JumpingKnowledge == JumpingKnowledge.Concat;

    public OnnxValue Export(OnnxComposer composer, OnnxGraphBatch batch)
    {
        var (edges, graphs) = (OnnxEdges.Of(composer, batch), new OnnxSegments(composer, batch.GraphOf, batch.Graphs));
        var nodes = _nodes!.Export(composer, batch);
        List<OnnxValue> all = SeesInput ? [nodes] : [];
        for (var i = 0; i < _convs.Count; i++)
        {
            var (before, at) = (nodes, i);
            nodes = composer.Within(_convs[i], () => _convs[at].Export(composer, before, edges));
            if (i == _convs.Count - 1 && EndsInLayer) return nodes;
            nodes = Activate(composer, _norms[i].Export(composer, nodes, graphs));
            if (_options.Residual && nodes.Shape[0] == before.Shape[0]) nodes = composer.Add(nodes, before);
            all.Add(nodes);
        }
        var seen = _options.JumpingKnowledge switch
        {
            JumpingKnowledge.Concat => all.Count == 1 ? all[0] : composer.Concat(1, [.. all]),
            JumpingKnowledge.Max => composer.Node("Max", all[0].Shape, all),
            _ => all[^1],
        };
        return composer.Apply(_head!, _readout is null ? seen : _readout.Export(composer, seen, graphs));
    }

    /// <summary>Adds the layers; called at the end of constructors.</summary>
    protected void AddLayers()
    {
        _nodes = Part("nodes", new NodeInput(_input, _options.HiddenSize));
        var width = _nodes.Width;
        for (var i = 0; i < _options.Layers; i++)
        {
            var isEnd = i == _options.Layers - 1 && EndsInLayer;
            _convs.Add(Part($"conv{i}", Conv(width, isEnd ? _output.Size : _options.HiddenSize, _input, isEnd)));
            if (isEnd) return;
            width = WidthAfter(_options.HiddenSize);
            _norms.Add(Part($"norm{i}", new NodeNorm(_options.Normalization, width)));
        }
        if (_options.JumpingKnowledge == JumpingKnowledge.Concat) width = (width * _options.Layers) + (SeesInput ? _nodes.Width : 0);
        if (!_input.IsPerNode) _readout = Part("readout", new Readout(_options.Pooling, width));
        _head = Part("head", _input.IsPerNode
            ? Sequential(("output", Linear(width, _output.Size)))
            : Sequential(("hidden", Linear(width, _options.HiddenSize)), ("norm", _options.Normalization == GraphNormalization.Batch ? new BatchNormalization(_options.HiddenSize) : Identity()), ("relu", ReLU()),
                ("dropout", nn.Dropout(_options.Dropout)), ("output", Linear(_options.HiddenSize, _output.Size))));
    }

    /// <summary>Makes a layer.</summary>
    /// <param name="width">Numbers of a node before it.</param>
    /// <param name="outputs">Numbers that are asked for.</param>
    /// <param name="input">What graphs look like.</param>
    /// <param name="isEnd">Whether it gives the outputs of the network.</param>
    protected abstract GraphConv Conv(int width, int outputs, GraphShape input, bool isEnd);

    /// <summary>Numbers of a node behind a layer that was asked for so many and is not the end.</summary>
    protected virtual int WidthAfter(int outputs) => outputs;

    /// <summary>What stands behind each layer but the last.</summary>
    protected virtual Tensor Activate(Tensor nodes) => nodes.relu();

    /// <summary>The same in ONNX.</summary>
    protected virtual OnnxValue Activate(OnnxComposer composer, OnnxValue nodes) => Activations.Relu(composer, nodes);

    protected sealed override Tensor Run(GraphBatch batch)
    {
        var whole = EdgeList.Of(batch);
        var graphs = new Segments(batch.GraphOf, batch.Graphs);
        using var dropped = training && _options.EdgeDropout > 0 ? whole.Dropped(_options.EdgeDropout) : null;
        var nodes = _nodes!.call(batch);
        List<Tensor> all = SeesInput ? [nodes] : [];
        for (var i = 0; i < _convs.Count; i++)
        {
            // Of a neighbourhood each layer gives what the layers behind it see.
            var edges = (dropped ?? whole).To(batch.Within(_convs.Count - 1 - i), batch.Within(_convs.Count - i));
            if (nodes.shape[0] > edges.Nodes) nodes = nodes.narrow(0, 0, edges.Nodes);
            var before = edges.Own(nodes);
            nodes = _convs[i].call(new GraphSignal(_input.IsPerNode || i > 0 ? _dropout.call(nodes) : nodes, edges));
            if (i == _convs.Count - 1 && EndsInLayer) return nodes;
            nodes = Activate(Normalized(_norms[i], nodes, graphs));
            if (_options.Residual && nodes.shape[1] == before.shape[1]) nodes = nodes.Plus(before);
            all.Add(nodes);
        }
        if (_input.IsPerNode) all = [.. all.Select(layer => layer.narrow(0, 0, nodes.shape[0]))];
        var seen = _options.JumpingKnowledge switch
        {
            JumpingKnowledge.Concat => cat(all, 1),
            JumpingKnowledge.Max => stack(all).amax([0]),
            _ => all[^1],
        };
        return _head!.call(_readout is null ? _dropout.call(seen) : _readout.call(new NodesOfGraphs(seen, graphs)));
    }

    private static Tensor Normalized(NodeNorm norm, Tensor nodes, Segments graphs)
    {
        if (nodes.shape[0] == graphs.Owners.shape[0]) return norm.call(new NodesOfGraphs(nodes, graphs));
        return norm.call(new NodesOfGraphs(nodes, new Segments(graphs.Owners.narrow(0, 0, nodes.shape[0]), graphs.Count)));
    }
}
