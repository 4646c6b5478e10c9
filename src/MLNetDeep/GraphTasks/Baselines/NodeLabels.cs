using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Graphs;
using MLNetDeep.Inputs.Graphs;
using MLNetDeep.Layers;
using MLNetDeep.Tasks;
using static TorchSharp.torch;

namespace MLNetDeep.GraphTasks;

/// <summary>Classes of some nodes of a graph, and what is made of them for all.</summary>
internal sealed class NodeLabels : IDisposable
{
    private const double Least = 1e-6;
    private readonly MLContext _context;
    private readonly NodesSpec _spec;
    private readonly string _label;
    private readonly LabelValues _values;
    private readonly GraphBatch _batch;

    private NodeLabels(MLContext context, NodesSpec spec, string label, LabelValues values, GraphBatch batch) =>
        (_context, _spec, _label, _values, _batch) = (context, spec, label, values, batch);

    /// <summary>How many classes.</summary>
    public int Classes => _values.Count;

    /// <summary>The nodes with a label, by their numbers, and its class from 0.</summary>
    public Dictionary<int, int> Known { get; } = [];

    /// <summary>The labels as rows of ones and zeros [nodes, classes].</summary>
    public Tensor OneHot()
    {
        var values = new float[(long)_batch.Nodes * Classes];
        foreach (var (node, own) in Known) values[(node * Classes) + own] = 1;
        return Tensors.OfFloats(values, _batch.Nodes, Classes);
    }

    /// <summary>1 where a node has a label [nodes, 1].</summary>
    public Tensor Mask()
    {
        var values = new float[_batch.Nodes];
        foreach (var node in Known.Keys) values[node] = 1;
        return Tensors.OfFloats(values, _batch.Nodes, 1);
    }

    /// <summary>Reads the labels of rows.</summary>
    public static NodeLabels Read(MLContext context, IDataView rows, string label, NodeGraph graph, string table, string column)
    {
        var task = new MulticlassTask();
        var values = task.ReadLabel(rows.Schema, label);
        var (target, type) = (task.Target(rows.Schema, label, values), graph.TypeOf(table));
        type.Ids.Check(rows.Schema, "id", column);
        var spec = new NodesSpec(column, table, [.. graph.Types.Select(t => new NodesSpec.EncodedType(t.Name, t.Encoding))], graph.EdgeTagNames, [], false) { Graph = graph };
        var labels = new NodeLabels(context, spec, label, values, Batch(graph));
        using var cursor = rows.GetRowCursor([rows.Schema[column], rows.Schema[label]]);
        var (reader, id) = (new TargetReader(cursor, target), type.Ids.Open(cursor, column));
        while (cursor.MoveNext())
        {
            if (!reader.Read()) continue;
            var (number, text) = id();
            if (number < 0) throw spec.Describe([(cursor.Position, new KeyNotFoundException($"'{text()}'"))], 1);
            labels.Known[type.First + number] = (int)reader.Values[0];
        }
        return labels.Known.Count > 0 ? labels : throw ColumnErrors.Empty(label, column, 0);
    }

    /// <summary>Spreads rows along the edges: x ← α S x + (1 - α) start, S = D^-½ A D^-½ (Zhou et al., Learning with Local and Global Consistency, 2004).</summary>
    public Tensor Spread(Tensor start, double alpha, int steps, Func<Tensor, Tensor>? fix = null)
    {
        using var still = no_grad();
        var (edges, rows) = (EdgeList.Of(_batch), start);
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            var next = edges.NormalOf(rows).Times(alpha).PlusTimes(start, 1 - alpha);
            rows = (fix?.Invoke(next) ?? next).MoveToOuterDisposeScope();
        }
        return rows;
    }

    /// <summary>A model that gives every node these probabilities, which need not sum to 1.</summary>
    public DeepTransformer ToModel(Tensor probabilities, string name)
    {
        using var scope = NewDisposeScope();
        var kept = probabilities.AtLeast(Least);
        var body = new KnownOutputs(kept.div(kept.sum([1], keepdim: true)).log());
        var network = new DeepNetwork(_spec.Stage(null), body, OutputStage.Neutral(Classes));
        foreach (var tensor in network.buffers()) tensor.DetachFromDisposeScope();
        return new DeepTransformer(_context, new DeepModel
        {
            Network = network,
            Task = new MulticlassTask(),
            Architecture = new Baseline(name, _spec.Ready(), _spec.Table),
            Options = new GraphTrainerOptions(),
            Features = _spec,
            LabelColumnName = _label,
            Labels = _values,
            History = TrainingHistory.None,
        });
    }

    public void Dispose()
    {
        _batch.Dispose();
        foreach (var tensor in new[] { _batch.Tags, _batch.Sources, _batch.Targets, _batch.GraphOf, _batch.EdgeWeights }) tensor?.Dispose();
    }

    private static GraphBatch Batch(NodeGraph graph)
    {
        var edges = graph.Edges;
        using var sources = Tensors.OfInts(edges.Sources);
        return new GraphBatch
        {
            Tags = zeros([edges.Nodes], ScalarType.Int64),
            Sources = sources.to(ScalarType.Int64),
            Targets = Tensors.OfLongs(edges.Targets()),
            EdgeWeights = edges.Weights is null ? null : Tensors.OfFloats(edges.Weights, edges.Count, 1),
            GraphOf = zeros([edges.Nodes], ScalarType.Int64),
            Graphs = 1,
        };
    }

    /// <summary>Names a model that has no weights.</summary>
    private sealed class Baseline(string name, NodeGraph graph, string table) : Architecture
    {
        public override string Key => name;

        public override string DisplayName => name;

        public override InputKind InputKind { get; } = new NodesInput(graph, table);

        public override Type OptionsType => typeof(GraphTrainerOptions);

        public override nn.Module Build(TrainerOptions options, InputShape input, OutputShape output) => throw new NotSupportedException($"Models of {name} are saved by ml.Model.Save; they have no weights.");
    }
}
