using Microsoft.ML;
using MLNetDeep.Data;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Graphs;

/// <summary>What the training graphs tell.</summary>
/// <param name="Spec">How graphs are read.</param>
/// <param name="Rows">How many there are.</param>
/// <param name="MostNodes">Nodes of the largest.</param>
/// <param name="Empty">How many have no nodes.</param>
internal sealed record LearntGraphs(GraphSpec Spec, long Rows, int MostNodes, long Empty);

/// <summary>Learns which tags there are and how large graphs are: one pass over the training rows, those kept for validation left out.</summary>
internal sealed class GraphLearner
{
    private readonly GraphColumns _columns;
    private readonly HashSet<string> _tags = [], _edgeTags = [];
    private long _rows, _nodes, _edges, _empty;
    private int _most, _nodeFeatures, _edgeFeatures;

    private GraphLearner(GraphColumns columns, int nodeFeatures) => (_columns, _nodeFeatures) = (columns, nodeFeatures);

    /// <summary>Reads the training rows.</summary>
    public static LearntGraphs Learn(InputSearch search, GraphColumns columns, GraphTrainerOptions options)
    {
        var learner = new GraphLearner(columns, columns.Features is null ? 0 : options.NodeFeatureCount);
        learner.Read(search, options.CancellationToken);
        return learner.Result(search.Rows.Schema, options);
    }

    /// <summary>Reads all rows, whatever their label.</summary>
    public static GraphSpec Learn(IDataView rows, GraphColumns columns, GraphTrainerOptions options)
    {
        var learner = new GraphLearner(columns, columns.Features is null ? 0 : options.NodeFeatureCount);
        using var cursor = rows.GetRowCursor(columns.Names.Select(name => rows.Schema[name]));
        var opened = new OpenGraphColumns(cursor, columns);
        while (cursor.MoveNext())
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            learner.Add(opened, cursor.Position);
        }
        return learner.Result(rows.Schema, options).Spec;
    }

    private void Read(InputSearch search, CancellationToken cancel)
    {
        var schema = search.Rows.Schema;
        List<string?> wanted = [.. _columns.Names, search.Target.Column, search.Target.WeightColumn];
        using var cursor = search.Rows.GetRowCursor(wanted.OfType<string>().Distinct().Select(name => schema[name]));
        var labels = new TargetReader(cursor, search.Target);
        var split = search.Split;
        var columns = new OpenGraphColumns(cursor, _columns);
        while (cursor.MoveNext())
        {
            cancel.ThrowIfCancellationRequested();
            if (labels.Read() && !split.Next(labels.Stratum)) Add(columns, cursor.Position);
        }
    }

    private void Add(OpenGraphColumns columns, long row)
    {
        var (tags, features, edges, edgeTags, edgeFeatures) = columns.Contents(row);
        _rows++;
        _tags.UnionWith(tags);
        _edgeTags.UnionWith(edgeTags);
        if (_nodeFeatures == 0 && tags.Length > 0) _nodeFeatures = features / tags.Length;
        if (_edgeFeatures == 0 && edges > 0) _edgeFeatures = edgeFeatures / edges;
        var nodes = _columns.Tags is null ? features / Math.Max(1, _nodeFeatures) : tags.Length;
        if (nodes == 0) _empty++;
        (_nodes, _edges, _most) = (_nodes + Math.Max(1, nodes), _edges + edges, Math.Max(_most, nodes));
    }

    private LearntGraphs Result(DataViewSchema schema, GraphTrainerOptions options)
    {
        var settings = new GraphSettings(_columns.Tags is not null, _nodeFeatures, _columns.EdgeTags is not null, _edgeFeatures, options.Undirected, options.RandomWalkSteps, options.LaplacianVectors);
        var rows = Math.Max(1.0, _rows);
        var spec = new GraphSpec(_columns, settings, Sorted(_tags), Sorted(_edgeTags), _nodes / rows, _edges / rows * (options.Undirected ? 1.5 : 1))
        {
            AreTagsText = GraphSpec.IsText(schema, _columns.Tags),
            AreEdgeTagsText = GraphSpec.IsText(schema, _columns.EdgeTags),
        };
        return new LearntGraphs(spec, _rows, _most, _empty);
    }

    // An empty tag is a missing one.
    private static string[] Sorted(HashSet<string> tags) => [.. tags.Where(tag => tag.Length > 0).Order(StringComparer.Ordinal)];
}
