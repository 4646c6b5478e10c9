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
internal abstract class GraphBody : Block<GraphBatch>, IGraphOnnxExportable, IGivesGraphEmbedding, IBecomesEmbedding
{
    private readonly GraphNetworkOptions _options;
    private readonly GraphShape _input;
    private readonly OutputShape _outputs;
    private readonly Dropout _dropout;
    private readonly List<GraphConv> _convs = [];
    private readonly List<NodeNorm> _norms = [];
    private NodeInput? _nodes;
    private Readout? _readout;
    private Sequential? _head;
    private Linear? _output;
    private int _embeddingWidth;

    protected GraphBody(string name, GraphNetworkOptions options, GraphShape input, OutputShape output) : base(name)
    {
        (_options, _input, _outputs) = (options, input, output);
        _dropout = Part("dropout", nn.Dropout(options.Dropout));
    }

    // Layers that are followed by something.
    private int Hidden => EndsInLayer ? _options.Layers - 1 : _options.Layers;

    private bool EndsInLayer => _input.IsPerNode && _options.JumpingKnowledge == JumpingKnowledge.None;

    // Of graphs the end sees what nodes have before the first layer too, as GIN's does.
    private bool SeesInput => !_input.IsPerNode && _options.JumpingKnowledge == JumpingKnowledge.Concat;

    public (Module Module, int Width) ToEmbedding() => (new GraphEmbedding(this), _embeddingWidth);

    public OnnxValue Export(OnnxComposer composer, OnnxGraphBatch batch)
    {
        var embedding = Embed(composer, batch);
        return EndsInLayer ? composer.Within(_convs[^1], () => _convs[^1].Export(composer, embedding, OnnxEdges.Of(composer, batch))) : composer.Apply(_output!, embedding);
    }

    public OnnxValue Embed(OnnxComposer composer, OnnxGraphBatch batch)
    {
        var (edges, graphs) = (OnnxEdges.Of(composer, batch), new OnnxSegments(composer, batch.GraphOf, batch.Graphs));
        var nodes = _nodes!.Export(composer, batch);
        List<OnnxValue> all = SeesInput ? [nodes] : [];
        for (var i = 0; i < Hidden; i++)
        {
            var (before, at) = (nodes, i);
            nodes = Activate(composer, _norms[i].Export(composer, composer.Within(_convs[i], () => _convs[at].Export(composer, before, edges)), graphs));
            if (_options.Residual && nodes.Shape[0] == before.Shape[0]) nodes = composer.Add(nodes, before);
            all.Add(nodes);
        }
        if (EndsInLayer) return nodes;
        var seen = _options.JumpingKnowledge switch
        {
            JumpingKnowledge.Concat => all.Count == 1 ? all[0] : composer.Concat(1, [.. all]),
            JumpingKnowledge.Max => composer.Node("Max", all[0].Shape, all),
            _ => all[^1],
        };
        return _readout is null ? seen : composer.Apply(_head!, _readout.Export(composer, seen, graphs));
    }

    public Tensor Embed(GraphBatch batch) => Embed(batch, EdgeList.Of(batch));

    /// <summary>Adds the layers; called at the end of constructors.</summary>
    protected void AddLayers()
    {
        _nodes = Part("nodes", new NodeInput(_input, _options.HiddenSize));
        var width = _nodes.Width;
        for (var i = 0; i < Hidden; i++)
        {
            _convs.Add(Part($"conv{i}", Conv(width, _options.HiddenSize, _input, isEnd: false)));
            _norms.Add(Part($"norm{i}", new NodeNorm(_options.Normalization, _options.HiddenSize)));
            width = _options.HiddenSize;
        }
        _embeddingWidth = width;
        if (EndsInLayer)
        {
            _convs.Add(Part($"conv{Hidden}", Conv(width, _outputs.Size, _input, isEnd: true)));
            return;
        }
        if (_options.JumpingKnowledge == JumpingKnowledge.Concat) width = (width * _options.Layers) + (SeesInput ? _nodes.Width : 0);
        if (!_input.IsPerNode)
        {
            _readout = Part("readout", new Readout(_options.Pooling, width));
            _head = Part("head", Sequential(("hidden", Linear(width, _options.HiddenSize)),
                ("norm", _options.Normalization == GraphNormalization.Batch ? new BatchNormalization(_options.HiddenSize, followsEpochs: true) : Identity()), ("relu", ReLU())));
            width = _options.HiddenSize;
        }
        _embeddingWidth = width;
        _output = Part("output", Linear(width, _outputs.Size));
    }

    /// <summary>Makes a layer.</summary>
    /// <param name="width">Numbers of a node before it.</param>
    /// <param name="outputs">Numbers that are asked for.</param>
    /// <param name="input">What graphs look like.</param>
    /// <param name="isEnd">Whether it gives the outputs of the network.</param>
    protected abstract GraphConv Conv(int width, int outputs, GraphShape input, bool isEnd);

    /// <summary>What stands behind each layer but the last.</summary>
    protected virtual Tensor Activate(Tensor nodes) => nodes.relu();

    /// <summary>The same in ONNX.</summary>
    protected virtual OnnxValue Activate(OnnxComposer composer, OnnxValue nodes) => Activations.Relu(composer, nodes);

    protected sealed override Tensor Run(GraphBatch batch)
    {
        var whole = EdgeList.Of(batch);
        using var dropped = training && _options.EdgeDropout > 0 ? whole.Dropped(_options.EdgeDropout) : null;
        var embedding = _dropout.call(Embed(batch, dropped ?? whole));
        return EndsInLayer ? _convs[^1].call(Signal(embedding, dropped ?? whole, batch, _convs.Count - 1)) : _output!.call(embedding);
    }

    private Tensor Embed(GraphBatch batch, EdgeList whole)
    {
        var graphs = new Segments(batch.GraphOf, batch.Graphs);
        var nodes = _nodes!.call(batch);
        List<Tensor> all = SeesInput ? [nodes] : [];
        for (var i = 0; i < Hidden; i++)
        {
            var signal = Signal(nodes, whole, batch, i);
            var before = signal.Edges.Own(signal.Nodes);
            if (_input.IsPerNode || i > 0) signal = signal with { Nodes = _dropout.call(signal.Nodes) };
            nodes = Activate(Normalized(_norms[i], _convs[i].call(signal), graphs));
            if (_options.Residual && nodes.shape[1] == before.shape[1]) nodes = nodes.Plus(before);
            all.Add(nodes);
        }
        if (EndsInLayer) return nodes;
        if (_input.IsPerNode) all = [.. all.Select(layer => layer.narrow(0, 0, nodes.shape[0]))];
        var seen = _options.JumpingKnowledge switch
        {
            JumpingKnowledge.Concat => cat(all, 1),
            JumpingKnowledge.Max => stack(all).amax([0]),
            _ => all[^1],
        };
        return _readout is null ? seen : _head!.call(_readout.call(new NodesOfGraphs(seen, graphs)));
    }

    // Of a neighbourhood each layer gives what the layers behind it see.
    private GraphSignal Signal(Tensor nodes, EdgeList whole, GraphBatch batch, int layer)
    {
        var edges = whole.To(batch.Within(_convs.Count - 1 - layer), batch.Within(_convs.Count - layer));
        return new GraphSignal(nodes.shape[0] > edges.Nodes ? nodes.narrow(0, 0, edges.Nodes) : nodes, edges);
    }

    private static Tensor Normalized(NodeNorm norm, Tensor nodes, Segments graphs)
    {
        if (nodes.shape[0] == graphs.Owners.shape[0]) return norm.call(new NodesOfGraphs(nodes, graphs));
        return norm.call(new NodesOfGraphs(nodes, new Segments(graphs.Owners.narrow(0, 0, nodes.shape[0]), graphs.Count)));
    }
}
