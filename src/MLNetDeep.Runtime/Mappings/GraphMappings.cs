using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetDeep.Runtime;

/// <summary>The columns of a graph that it may be without.</summary>
public abstract class GraphOptionalRow
{
    /// <summary>The number of each node's tag.</summary>
    [ColumnName(SavedColumns.GraphTags)]
    [VectorType]
    public uint[] Tags { get; set; } = [];

    /// <summary>Numbers of nodes.</summary>
    [ColumnName(SavedColumns.GraphNumbers)]
    [VectorType]
    public float[] Numbers { get; set; } = [];

    /// <summary>The number of each edge's tag.</summary>
    [ColumnName(SavedColumns.GraphEdgeTags)]
    [VectorType]
    public uint[] EdgeTags { get; set; } = [];

    /// <summary>Numbers of edges.</summary>
    [ColumnName(SavedColumns.GraphEdgeNumbers)]
    [VectorType]
    public float[] EdgeNumbers { get; set; } = [];
}

/// <summary>These columns, all empty; those that a graph has take their place.</summary>
public sealed class GraphDefaults : GraphOptionalRow
{
    /// <summary>The number that the graph of the settings is given.</summary>
    [ColumnName(SavedColumns.GraphStart)]
    [VectorType(1)]
    public float[] Start { get; set; } = new float[1];
}

/// <summary>A graph as the columns of a row have it, and how it is taken.</summary>
public sealed class GraphRow : GraphOptionalRow
{
    /// <summary>The settings, as numbers.</summary>
    [ColumnName(SavedColumns.GraphSettings)]
    [VectorType]
    public long[] Settings { get; set; } = [];

    /// <summary>The node that each edge goes from.</summary>
    [ColumnName(SavedColumns.GraphSources)]
    [VectorType]
    public double[] Sources { get; set; } = [];

    /// <summary>The node that each edge goes to.</summary>
    [ColumnName(SavedColumns.GraphTargets)]
    [VectorType]
    public double[] Targets { get; set; } = [];
}

/// <summary>A graph as the exported network takes it. Whole numbers are one higher than they are: rows that are shorter than others of their batch are filled up with 0.</summary>
public sealed class GraphPorts
{
    /// <summary>The number of each node's tag, from 1.</summary>
    [ColumnName(SavedColumns.GraphNodePort)]
    [VectorType]
    public long[] Nodes { get; set; } = [];

    /// <summary>The node that each edge goes from, counted from 1; a 0 where there is no edge.</summary>
    [ColumnName(SavedColumns.GraphSourcePort)]
    [VectorType]
    public long[] Sources { get; set; } = [];

    /// <summary>The node that each edge goes to, counted from 1; a 0 where there is no edge.</summary>
    [ColumnName(SavedColumns.GraphTargetPort)]
    [VectorType]
    public long[] Targets { get; set; } = [];

    /// <summary>Numbers of nodes.</summary>
    [ColumnName(SavedColumns.GraphNumberPort)]
    [VectorType]
    public float[] Numbers { get; set; } = [];

    /// <summary>The number of each edge's tag, from 1; a 0 where there is no edge.</summary>
    [ColumnName(SavedColumns.GraphEdgeTagPort)]
    [VectorType]
    public long[] EdgeTags { get; set; } = [];

    /// <summary>Numbers of edges; a 0 where there is no edge.</summary>
    [ColumnName(SavedColumns.GraphEdgeNumberPort)]
    [VectorType]
    public float[] EdgeNumbers { get; set; } = [];

    /// <summary>Takes a graph.</summary>
    internal void Take(RowGraph graph)
    {
        (Nodes, Sources, Targets) = (Shift(graph.Tags), Shift(graph.Sources), Shift(graph.Targets));
        (Numbers, EdgeTags, EdgeNumbers) = (graph.Features, Shift(graph.EdgeTags), graph.EdgeFeatures.Length == 0 ? [0] : graph.EdgeFeatures);
    }

    // ONNX Runtime is given no empty rows.
    private static long[] Shift(int[] values) => values.Length == 0 ? [0] : Array.ConvertAll(values, value => value + 1L);
}

/// <summary>Gives each row the columns that it may be without.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class GraphDefaultsMapping : CustomMappingFactory<AnyRow, GraphDefaults>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Graph.Defaults";

    /// <inheritdoc/>
    public override Action<AnyRow, GraphDefaults> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    public static void Map(AnyRow source, GraphDefaults target) =>
        (target.Start, target.Tags, target.Numbers, target.EdgeTags, target.EdgeNumbers) = ([0], [], [], [], []);
}

/// <summary>Makes of a graph's columns what the network takes, as in training.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class GraphMapping : CustomMappingFactory<GraphRow, GraphPorts>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Graph.Ports";

    /// <inheritdoc/>
    public override Action<GraphRow, GraphPorts> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    /// <exception cref="FormatException">The columns do not fit each other.</exception>
    public static void Map(GraphRow source, GraphPorts target) => target.Take(RowGraph.Of(new RawGraph
    {
        Tags = Whole(source.Tags ?? []),
        NodeFeatures = source.Numbers ?? [],
        Sources = Whole(source.Sources ?? []),
        Targets = Whole(source.Targets ?? []),
        EdgeTags = Whole(source.EdgeTags ?? []),
        EdgeFeatures = source.EdgeNumbers ?? [],
    }, GraphSettings.Of(source.Settings)));

    private static int[] Whole(uint[] values) => Array.ConvertAll(values, value => (int)value);

    private static int[] Whole(double[] values) => Array.ConvertAll(values, RowGraph.Position);
}
