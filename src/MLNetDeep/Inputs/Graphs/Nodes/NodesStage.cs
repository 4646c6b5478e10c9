using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Runtime;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Inputs.Graphs;

/// <summary>
/// The front of networks whose rows are nodes: holds the graph, computes with all of it or with the neighbourhood of a mini-batch, and gives the outputs of the nodes that were asked for. In evaluation all nodes are
/// computed at once, layer by layer, with all their neighbours, and are remembered until weights change. Exported it is a table of them. Shapes: numbers of nodes [rows, 1], from 1 → [rows, outputs].
/// </summary>
internal sealed class NodesStage : NetworkInput
{
    // A buffer of no use but to tell where the stage computes.
    private const string Place = "place";
    private readonly NodesSpec _spec;
    private readonly Lock _lock = new();
    private NeighbourSampler? _sampler;
    private GraphBatch? _training, _whole;
    private Tensor? _outputs;

    public NodesStage(NodesSpec spec) : base(nameof(NodesStage))
    {
        _spec = spec;
        register_buffer(Place, zeros(1).DetachFromDisposeScope());
    }

    public override IReadOnlyList<NetworkPort> Ports => [new(SavedColumns.Features, OnnxElement.Int64, _spec.Columns.Count)];

    /// <inheritdoc/>
    public override void train(bool train = true)
    {
        base.train(train);
        Forget();
    }

    public override Tensor Run(Features features, Module body)
    {
        var count = _spec.Columns.Count;
        var vectors = Vectors(features.Single.narrow(1, 0, count).flatten(), body);
        if (body is not IScoresPairs) return vectors;
        var pairs = vectors.reshape(-1, count, vectors.shape[1]);
        try
        {
            return ((Module<Tensor, Tensor>)body).call(pairs);
        }
        catch (Exception e) when (!TorchErrors.IsOutOfMemory(e))
        {
            throw new ModuleException(body.GetName(), [pairs.shape], e);
        }
    }

    public override OnnxValue Export(OnnxComposer composer, IReadOnlyList<OnnxValue> inputs, Module body)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var table = Table(body);
        var rows = composer.Node("Gather", [_spec.Columns.Count, table.shape[1]], [composer.Constant(table), inputs[0]], ("axis", 0));
        return body is IScoresPairs ? composer.Apply((Module<Tensor, Tensor>)body, rows) : composer.Reshape(rows, table.shape[1]);
    }

    public override Features Wrap(Tensor rows) => throw new NotSupportedException("One tensor does not hold nodes of a graph: use Forward with a view of rows.");

    public override Features Probe(int rows)
    {
        using var scope = NewDisposeScope();
        var count = _spec.Columns.Count;
        return Tensors.OfLongs([.. Enumerable.Range(0, rows * count).Select(i => 1L + (i % (_spec.Graph?.NodeCount ?? 1)))]).reshape(rows, count).to(Device).MoveToOuterDisposeScope();
    }

    public override Features Empty(int rows) => Probe(rows);

    public override IReadOnlyList<OrtValue> ToOnnx(Features features)
    {
        using var scope = NewDisposeScope();
        var rows = features.Single.narrow(1, 0, _spec.Columns.Count).contiguous().cpu();
        return [OrtValue.CreateTensorValueFromMemory(rows.data<long>().ToArray(), rows.shape)];
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Forget();
            Free(ref _training);
            Free(ref _whole);
        }
        base.Dispose(disposing);
    }

    private static Tensor One(Tensor like) => ones([], ScalarType.Int64, like.device);

    // A vector for each of these nodes, counted from 1.
    private Tensor Vectors(Tensor rows, Module body)
    {
        if (!training) return Table(body).index_select(0, rows);
        return _spec.Fanouts.Count > 0 ? RunNeighbourhood(rows, body) : Call(body, _training ??= Batch(_spec.TrainingEdges ?? _spec.Ready().Edges)).index_select(0, rows.sub(One(rows)));
    }

    private static Tensor Call(Module body, GraphBatch batch)
    {
        try
        {
            return ((body as IScoresPairs)?.Encoder ?? (Module<GraphBatch, Tensor>)body).call(batch);
        }
        catch (Exception e) when (!TorchErrors.IsOutOfMemory(e))
        {
            throw new ModuleException(body.GetName(), [batch.Tags.shape, batch.Sources.shape], e);
        }
    }

    // What all nodes have of outputs [1 + nodes, outputs]; the first row is for ids that no node has.
    private Tensor Table(Module body)
    {
        lock (_lock)
        {
            if (_outputs is not null) return _outputs;
            // A model that was loaded is tried before it has a graph.
            if (_spec.Graph is null) return Untried(body);
            using var scope = NewDisposeScope();
            using var still = no_grad();
            var all = Call(body, _whole ??= Batch(_spec.Graph.Edges));
            _outputs = cat([Arithmetic.Full([1, all.shape[1]], double.NaN, ScalarType.Float32, Device), all]).DetachFromDisposeScope();
            return _outputs;
        }
    }

    private Tensor Untried(Module body)
    {
        var (nodes, shape) = (Arithmetic.Count(2, Device), (GraphShape)_spec.Shape);
        using var batch = new GraphBatch
        {
            Tags = zeros([2], ScalarType.Int64, Device),
            Features = shape.TypeWidths.Count > 0 ? null : zeros(2, shape.NodeWidth, device: Device),
            Types = [.. shape.TypeWidths.Select(width => (nodes, zeros(2, Math.Max(1, width), device: Device)))],
            Sources = nodes,
            Targets = nodes.alias(),
            EdgeTags = shape.EdgeTags > 0 ? zeros([2], ScalarType.Int64, Device) : null,
            GraphOf = zeros([2], ScalarType.Int64, Device),
            Graphs = 1,
        };
        var outputs = Call(body, batch);
        return cat([outputs.narrow(0, 0, 1), outputs]);
    }

    private void Forget()
    {
        _outputs?.Dispose();
        _outputs = null;
    }

    private static void Free(ref GraphBatch? batch)
    {
        batch?.Dispose();
        foreach (var tensor in new[] { batch?.Tags, batch?.Sources, batch?.Targets, batch?.EdgeTags, batch?.EdgeWeights, batch?.GraphOf, batch?.Features }) tensor?.Dispose();
        foreach (var (nodes, features) in batch?.Types ?? [])
        {
            nodes.Dispose();
            features.Dispose();
        }
        batch = null;
    }

    // The whole graph, which outlives a step.
    private GraphBatch Batch(NodeEdges edges)
    {
        using var scope = NewDisposeScope();
        var types = _spec.Ready().Types;
        return new GraphBatch
        {
            Tags = Kept(zeros([edges.Nodes], ScalarType.Int64, Device)),
            Features = types.Count > 1 ? null : Kept(Tensors.OfFloats(types[0].Numbers, edges.Nodes, types[0].Encoding.Width).to(Device)),
            Types = types.Count == 1 ? [] : [.. types.Select(type => (Kept(Tensors.OfLongs([.. Enumerable.Range(type.First, type.Ids.Count).Select(i => (long)i)]).to(Device)), Kept(FeaturesOf(type, null))))],
            Sources = Kept(Tensors.OfInts(edges.Sources).to(ScalarType.Int64).to(Device)),
            Targets = Kept(Tensors.OfLongs(edges.Targets()).to(Device)),
            EdgeTags = edges.Tags is null ? null : Kept(Tensors.OfInts(edges.Tags).to(ScalarType.Int64).to(Device)),
            EdgeWeights = edges.Weights is null ? null : Kept(Tensors.OfFloats(edges.Weights, edges.Count, 1).to(Device)),
            GraphOf = Kept(zeros([edges.Nodes], ScalarType.Int64, Device)),
            Graphs = 1,
        };
    }

    private static Tensor Kept(Tensor tensor) => tensor.DetachFromDisposeScope();

    // Of all nodes of a type, or of some. Types without numbers have a single 1.
    private Tensor FeaturesOf(NodeType type, IReadOnlyList<int>? nodes)
    {
        var width = type.Encoding.Width;
        if (width == 0) return ones(nodes?.Count ?? type.Ids.Count, 1, device: Device);
        if (nodes is null) return Tensors.OfFloats(type.Numbers, type.Ids.Count, width).to(Device);
        var picked = empty([nodes.Count, width], ScalarType.Float32);
        var numbers = MemoryMarshal.Cast<byte, float>(picked.bytes);
        for (var i = 0; i < nodes.Count; i++) type.Numbers.AsSpan((nodes[i] - type.First) * width, width).CopyTo(numbers[(i * width)..]);
        return picked.to(Device);
    }

    private Tensor RunNeighbourhood(Tensor rows, Module body)
    {
        var edges = _spec.TrainingEdges ?? _spec.Ready().Edges;
        _sampler ??= new NeighbourSampler(edges, _spec.Fanouts);
        // The state of libtorch's random numbers is in checkpoints.
        var random = new Random((int)randint(int.MaxValue, [1], ScalarType.Int64).item<long>());
        long[] wanted = [.. rows.cpu().data<long>().ToArray().Select(row => row - 1)], seeds = [.. wanted.Distinct()];
        var found = _sampler.Draw(seeds, random);
        using var batch = Batch(edges, found);
        var places = seeds.Index().ToDictionary(seed => seed.Item, seed => (long)seed.Index);
        return Call(body, batch).index_select(0, Tensors.OfLongs(Array.ConvertAll(wanted, node => places[node])).to(Device));
    }

    private GraphBatch Batch(NodeEdges edges, Neighbourhood found)
    {
        var (types, count) = (_spec.Ready().Types, found.Nodes.Count);
        return new GraphBatch
        {
            Tags = zeros([count], ScalarType.Int64, Device),
            Features = types.Count > 1 ? null : FeaturesOf(types[0], found.Nodes),
            Types = types.Count == 1 ? [] : [.. types.Select(type => OfType(type, found))],
            Sources = Tensors.OfLongs(CollectionsMarshal.AsSpan(found.Sources)).to(Device),
            Targets = Tensors.OfLongs(CollectionsMarshal.AsSpan(found.Targets)).to(Device),
            EdgeTags = edges.Tags is null ? null : Tensors.OfLongs([.. found.Edges.Select(edge => (long)edges.Tags[edge])]).to(Device),
            EdgeWeights = edges.Weights is null ? null : Tensors.OfFloats([.. found.Edges.Select(edge => edges.Weights[edge])], found.Edges.Count, 1).to(Device),
            GraphOf = zeros([count], ScalarType.Int64, Device),
            Graphs = 1,
            Hops = found.Hops,
        };
    }

    private (Tensor Nodes, Tensor Features) OfType(NodeType type, Neighbourhood found)
    {
        var own = found.Nodes.Index().Where(node => node.Item >= type.First && node.Item < type.First + type.Ids.Count).ToList();
        return (Tensors.OfLongs([.. own.Select(node => (long)node.Index)]).to(Device), FeaturesOf(type, [.. own.Select(node => node.Item)]));
    }
}
