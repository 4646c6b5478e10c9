using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using MLNetDeep.Runtime;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Inputs.Graphs;

/// <summary>
/// The front of networks for graphs: joins the graphs of a batch into one of several parts, and standardizes numbers. Shapes: graphs of any size → a <see cref="GraphBatch"/> of all their nodes and edges.
/// </summary>
internal sealed class GraphStage : NetworkInput
{
    // A buffer of no use but to tell where the stage computes.
    private const string Place = "place";
    private readonly GraphSettings _settings;
    private readonly GraphShape _shape;
    private readonly StandardColumns? _nodes, _edges;

    /// <param name="settings">How graphs are taken.</param>
    /// <param name="shape">What they look like.</param>
    /// <param name="learnt">What the training graphs are like; null leaves numbers as they are, for weights to be loaded into.</param>
    public GraphStage(GraphSettings settings, GraphShape shape, GraphStatistics? learnt) : base(nameof(GraphStage))
    {
        (_settings, _shape) = (settings, shape);
        if (settings.NodeWidth > 0) register_module("nodes", _nodes = new StandardColumns(settings.NodeWidth, learnt?.Nodes, settings.Eigenvectors));
        if (settings.EdgeFeatures > 0) register_module("edges", _edges = new StandardColumns(settings.EdgeFeatures, learnt?.Edges));
        register_buffer(Place, zeros(1).DetachFromDisposeScope());
    }

    public override IReadOnlyList<NetworkPort> Ports => GraphTensors.Ports(_settings);

    public override Tensor Run(Features features, Module body)
    {
        using var batch = Join(features);
        try
        {
            return ((Module<GraphBatch, Tensor>)body).call(batch);
        }
        catch (Exception e) when (!TorchErrors.IsOutOfMemory(e))
        {
            throw new ModuleException(body.GetName(), [batch.Tags.shape, batch.Sources.shape], e);
        }
    }

    public override OnnxValue Export(OnnxComposer composer, IReadOnlyList<OnnxValue> inputs, Module body)
    {
        if (body is not IGraphOnnxExportable exportable) throw OnnxExportException.Graphs(body);
        OnnxGraphBatch? batch = null;
        composer.Within(this, () =>
        {
            batch = new GraphJoining(composer, _settings, inputs).Join(_nodes, _edges);
            return batch.Tags;
        });
        return composer.Within(body, () => exportable.Export(composer, batch!));
    }

    public override Features Wrap(Tensor rows) => throw new NotSupportedException("One tensor does not hold graphs: use Forward with a view of rows.");

    // Rings of different sizes, with all tags that there are.
    public override Features Probe(int rows)
    {
        var random = new Random(1);
        return Made(rows, i => 3 + i, (nodes, edges) => new RawGraph
        {
            Tags = _settings.HasTags ? [.. Enumerable.Range(0, nodes).Select(_ => random.Next(_shape.NodeTags + 1))] : [],
            NodeFeatures = _nodes?.Probe(nodes, _settings.NodeFeatures, random) ?? [],
            EdgeTags = _settings.HasEdgeTags ? [.. Enumerable.Range(0, edges).Select(_ => random.Next(_shape.EdgeTags + 1))] : [],
            EdgeFeatures = _edges?.Probe(edges, _settings.EdgeFeatures, random) ?? [],
        });
    }

    public override Features Empty(int rows) => Made(rows, _ => 2, (nodes, edges) => new RawGraph
    {
        Tags = _settings.HasTags ? new int[nodes] : [],
        NodeFeatures = new float[nodes * _settings.NodeFeatures],
        EdgeTags = _settings.HasEdgeTags ? new int[edges] : [],
        EdgeFeatures = new float[edges * _settings.EdgeFeatures],
    });

    public override IReadOnlyList<OrtValue> ToOnnx(Features features)
    {
        using var scope = NewDisposeScope();
        var parts = new GraphParts(features.To(CPU), _settings);
        var (nodes, edges) = (parts.Tags.Lengths.ToArray(), parts.Sources.Lengths.ToArray());
        int[] tags = Ints(parts.Tags.Joined()), sources = Ints(parts.Sources.Joined()), targets = Ints(parts.Targets.Joined()), edgeTags = parts.EdgeTags is { } t ? Ints(t) : [];
        float[] numbers = parts.NodeFeatures is { } n ? Tensors.ToFloats(n) : [], edgeNumbers = parts.EdgeFeatures is { } e ? Tensors.ToFloats(e) : [];
        var (rows, node, edge) = (new List<RowGraph>(), 0, 0);
        for (var i = 0; i < nodes.Length; node += nodes[i], edge += edges[i++])
        {
            T[] Of<T>(T[] all, int from, int count, int width) => width == 0 || all.Length == 0 ? [] : all.AsSpan(from * width, count * width).ToArray();
            rows.Add(RowGraph.Ready(Of(tags, node, nodes[i], 1), Of(numbers, node, nodes[i], _settings.NodeWidth), Of(sources, edge, edges[i], 1), Of(targets, edge, edges[i], 1),
                Of(edgeTags, edge, edges[i], 1), Of(edgeNumbers, edge, edges[i], _settings.EdgeFeatures)));
        }
        return GraphTensors.Of(rows, _settings);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _nodes?.Dispose();
            _edges?.Dispose();
        }
        base.Dispose(disposing);
    }

    private static int[] Ints(Tensor tensor) => MemoryMarshal.Cast<byte, int>(tensor.to(ScalarType.Int32).contiguous().bytes).ToArray();

    private Features Made(int rows, Func<int, int> sizeOf, Func<int, int, RawGraph> make)
    {
        List<RowGraph> graphs = [];
        for (var i = 0; i < rows; i++)
        {
            var nodes = sizeOf(i);
            var raw = make(nodes, nodes);
            (raw.Sources, raw.Targets) = ([.. Enumerable.Range(0, nodes)], [.. Enumerable.Range(0, nodes).Select(node => (node + 1) % nodes)]);
            graphs.Add(RowGraph.Of(raw, _settings));
        }
        return GraphParts.Of(graphs, _settings).To(Device);
    }

    private GraphBatch Join(Features features)
    {
        var parts = new GraphParts(features, _settings);
        int[] nodes = parts.Tags.Lengths.ToArray(), edges = parts.Sources.Lengths.ToArray();
        var (graphOf, shifts, node, edge) = (new long[nodes.Sum()], new long[edges.Sum()], 0, 0);
        for (var graph = 0; graph < nodes.Length; graph++)
        {
            shifts.AsSpan(edge, edges[graph]).Fill(node);
            graphOf.AsSpan(node, nodes[graph]).Fill(graph);
            (node, edge) = (node + nodes[graph], edge + edges[graph]);
        }
        var (shift, graphs) = (Tensors.OfLongs(shifts).to(Device), Tensors.OfLongs(graphOf).to(Device));
        return new GraphBatch
        {
            Tags = parts.Tags.Joined().to(ScalarType.Int64),
            Features = parts.NodeFeatures is { } numbers ? Flipped(_nodes!.call(numbers), graphs, nodes.Length) : null,
            Sources = parts.Sources.Joined().to(ScalarType.Int64).Plus(shift),
            Targets = parts.Targets.Joined().to(ScalarType.Int64).Plus(shift),
            EdgeTags = parts.EdgeTags?.to(ScalarType.Int64),
            EdgeFeatures = parts.EdgeFeatures is { } edgeNumbers ? _edges!.call(edgeNumbers) : null,
            GraphOf = graphs,
            Graphs = nodes.Length,
        };
    }

    // Eigenvectors stand at the end, and are as good with the other sign: training sees both.
    private Tensor Flipped(Tensor numbers, Tensor graphs, int count)
    {
        var last = _settings.Eigenvectors;
        if (!training || last == 0) return numbers;
        var signs = randint(2, [count, last], ScalarType.Float32, numbers.device).Times(2).Minus(1).index_select(0, graphs);
        return cat([numbers.narrow(1, 0, _settings.NodeWidth - last), numbers.narrow(1, _settings.NodeWidth - last, last).mul(signs)], 1);
    }
}
