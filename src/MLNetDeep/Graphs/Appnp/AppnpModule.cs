using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Graphs;

/// <summary>
/// Neurons on each node alone, then propagation by personalized PageRank. Gasteiger et al., Predict then Propagate (2019): z = MLP(x); h ← (1 - α) Â h + α z, several times from h = z, with Â = D^-½ (A + I) D^-½. Of
/// graphs as rows z are hidden vectors, which are pooled. Shapes: a batch → [nodes or graphs, outputs].
/// </summary>
internal sealed class AppnpModule : Block<GraphBatch>, IGraphOnnxExportable, IGivesGraphEmbedding, IBecomesEmbedding
{
    private readonly AppnpOptions _options;
    private readonly NodeInput _nodes;
    private readonly Sequential _neurons;
    private readonly Readout? _readout;
    private readonly Linear? _head;
    private readonly int _width;

    public AppnpModule(AppnpOptions options, GraphShape input, OutputShape output) : base(nameof(AppnpModule))
    {
        _options = options;
        _nodes = Part("nodes", new NodeInput(input, options.HiddenSize));
        var (layers, width) = (new List<(string, Module<Tensor, Tensor>)>(), _nodes.Width);
        for (var i = 0; i < options.Layers; i++)
        {
            var isEnd = i == options.Layers - 1;
            layers.Add(($"dropout{i}", Dropout(options.Dropout)));
            layers.Add(($"linear{i}", Linear(width, isEnd && input.IsPerNode ? output.Size : options.HiddenSize)));
            if (!isEnd || !input.IsPerNode) layers.Add(($"relu{i}", ReLU()));
            width = options.HiddenSize;
        }
        _neurons = Part("neurons", Sequential(layers));
        _width = input.IsPerNode ? output.Size : width;
        if (input.IsPerNode) return;
        _readout = Part("readout", new Readout(options.Pooling, width));
        _head = Part("head", Linear(width, output.Size));
    }

    // Of nodes as rows, what is propagated are the outputs: they are the embeddings.
    public (Module Module, int Width) ToEmbedding() => (new GraphEmbedding(this), _width);

    public OnnxValue Export(OnnxComposer composer, OnnxGraphBatch batch)
    {
        var embedding = Embed(composer, batch);
        return _head is null ? embedding : composer.Apply(_head, embedding);
    }

    public OnnxValue Embed(OnnxComposer composer, OnnxGraphBatch batch)
    {
        var edges = OnnxEdges.Of(composer, batch).WithLoops();
        var start = composer.Apply(_neurons, _nodes.Export(composer, batch));
        var (own, nodes) = (composer.Node("Mul", start.Shape, [start, composer.Constant(_options.Teleport)]), start);
        for (var step = 0; step < _options.Steps; step++)
            nodes = composer.Add(composer.Node("Mul", start.Shape, [edges.NormalOf(nodes), composer.Constant(1 - _options.Teleport)]), own);
        return _readout is null ? nodes : _readout.Export(composer, nodes, new OnnxSegments(composer, batch.GraphOf, batch.Graphs));
    }

    protected override Tensor Run(GraphBatch batch)
    {
        var embedding = Embed(batch);
        return _head is null ? embedding.alias() : _head.call(embedding);
    }

    public Tensor Embed(GraphBatch batch)
    {
        var whole = EdgeList.Of(batch);
        var start = _neurons.call(_nodes.call(batch));
        var (own, nodes) = (start.Times(_options.Teleport), start);
        for (var step = 0; step < _options.Steps; step++)
        {
            using var dropped = training && _options.EdgeDropout > 0 ? whole.WithLoops().Normalized().Dropped(_options.EdgeDropout) : null;
            var spread = dropped is null ? whole.WithLoops().NormalOf(nodes) : dropped.SumOf(nodes).Over(1 - _options.EdgeDropout);
            nodes = spread.Times(1 - _options.Teleport).Plus(own);
        }
        return _readout is null ? nodes : _readout.call(new NodesOfGraphs(nodes, new Segments(batch.GraphOf, batch.Graphs)));
    }
}
