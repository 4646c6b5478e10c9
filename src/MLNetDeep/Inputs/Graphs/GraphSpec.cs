using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Graphs;

/// <summary>How columns become graphs.</summary>
/// <param name="Graph">The columns.</param>
/// <param name="Settings">How they are taken.</param>
/// <param name="TagNames">Tags of nodes; number 1 is the first.</param>
/// <param name="EdgeTagNames">Tags of edges; number 1 is the first.</param>
/// <param name="MeanNodes">Nodes of a graph on average.</param>
/// <param name="MeanEdges">Edges of a graph on average.</param>
internal sealed record GraphSpec(GraphColumns Graph, GraphSettings Settings, IReadOnlyList<string> TagNames, IReadOnlyList<string> EdgeTagNames, double MeanNodes, double MeanEdges)
    : InputSpec(new GraphShape(TagNames.Count, Settings.NodeWidth, EdgeTagNames.Count, Settings.EdgeFeatures) { MeanNodes = (int)Math.Ceiling(MeanNodes) })
{
    /// <summary>Whether the tags of nodes are text; else they are whole numbers.</summary>
    public bool AreTagsText { get; init; }

    /// <summary>Whether the tags of edges are text; else they are whole numbers.</summary>
    public bool AreEdgeTagsText { get; init; }

    public override InputKind Kind => InputKinds.OfShape(typeof(GraphShape));

    public override IReadOnlyList<string> Columns { get; } = Graph.Names;

    public override int RowWidth => (int)Math.Ceiling((MeanNodes * (1 + Settings.NodeWidth)) + (MeanEdges * (2 + (Settings.HasEdgeTags ? 1 : 0) + Settings.EdgeFeatures)));

    /// <summary>Whether a column is one of text.</summary>
    public static bool IsText(DataViewSchema schema, string? column) => column is not null && schema[column].Type is VectorDataViewType { ItemType: TextDataViewType };

    public override FeatureReader Open(DataViewRow row, int capacity, bool strict, RowFaults? faults = null) => new GraphReader(row, this, capacity, faults);

    public override Exception Describe(IReadOnlyList<(long Row, Exception Fault)> first, long count) => new InvalidOperationException(
        $"{(count == 1 ? "1 graph is" : $"{count} graphs are")} not valid (rows are counted from 1): {string.Join("; ", first.Select(fault => $"row {fault.Row + 1}: {fault.Fault.Message}"))}{(count > first.Count ? "; …" : "")}.");

    public override FeatureLearner Learner() => new GraphStatistics(Settings);

    public override void Check(DataViewSchema schema) => GraphInput.Check(Graph, name => ColumnForm.Of(ColumnChecks.Find(schema, "feature", name).Type));

    public override NetworkInput Stage(FeatureLearner? learnt) => new GraphStage(Settings, (GraphShape)Shape, learnt as GraphStatistics);

    public override InputSaving Saving(MLContext ml) => new GraphSaving(ml, this);

    public override void Write(JsonObject saved) =>
        saved["graph"] = JsonSerializer.SerializeToNode(new Written(Graph, Settings, [.. TagNames], [.. EdgeTagNames], MeanNodes, MeanEdges, AreTagsText, AreEdgeTagsText), SavedJson.Settings);

    /// <summary>What a model file says of it.</summary>
    internal sealed record Written(GraphColumns Columns, GraphSettings Settings, string[] TagNames, string[] EdgeTagNames, double MeanNodes, double MeanEdges, bool AreTagsText, bool AreEdgeTagsText);
}
