using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Data.Augmenting;
using MLNetDeep.Layers;

namespace MLNetDeep.Inputs.Graphs;

/// <summary>How ids become nodes of a graph.</summary>
/// <param name="Column">The ids.</param>
/// <param name="Table">The table of nodes that rows are of.</param>
/// <param name="Types">How the nodes of each table are encoded.</param>
/// <param name="EdgeTags">The tags of edges.</param>
/// <param name="Fanouts">The most neighbours that are drawn in a training step, for each hop; none for the whole graph.</param>
/// <param name="IsInductive">Whether training sees its own rows alone.</param>
internal sealed record NodesSpec(string Column, string Table, IReadOnlyList<NodesSpec.EncodedType> Types, IReadOnlyList<string> EdgeTags, IReadOnlyList<int> Fanouts, bool IsInductive)
    : InputSpec(ShapeOf(Types, EdgeTags))
{
    private const int FewEdges = 1_000_000, Fanout = 10;

    /// <summary>The graph; null where a model was loaded and has been given none yet.</summary>
    public NodeGraph? Graph { get; init; }

    /// <summary>Of pairs of nodes, the column with the ids of the second; null where rows are single nodes.</summary>
    public string? OtherColumn { get; private init; }

    /// <summary>The edges that training sees; null for all.</summary>
    public NodeEdges? TrainingEdges { get; init; }

    // The kind has no column of its own: graphs as rows stand for it.
    public override InputKind Kind => InputKinds.OfShape(typeof(GraphShape));

    public override IReadOnlyList<string> Columns => OtherColumn is null ? [Column] : [Column, OtherColumn];

    public override IReadOnlyList<string> TrainingColumns => OtherColumn is null ? [] : [NodesReader.DrawnColumn];

    public override int RowWidth => 2 * Columns.Count;

    public override int MostScored => 4096;

    /// <summary>The fan-outs that options ask for.</summary>
    public static IReadOnlyList<int> FanoutsOf(GraphTrainerOptions options, NodeGraph graph) => options.Fanouts.Length > 0 ? [.. options.Fanouts]
        : graph.EdgeCount <= FewEdges ? [] : [.. Enumerable.Repeat(Fanout, options.Hops)];

    /// <summary>The same for pairs of nodes.</summary>
    /// <param name="column">The ids of the second.</param>
    public NodesSpec WithOther(string? column) => column is null ? this : this with { OtherColumn = column, Shape = (GraphShape)Shape with { IsPair = true } };

    public override IReadOnlyList<InputSpec> Inputs => OtherColumn is null ? [this] : [this with { OtherColumn = null, Shape = (GraphShape)Shape with { IsPair = false } }];

    public override InputSpec Reading(string column) => this with { Column = column };

    public override FeatureReader Open(DataViewRow row, int capacity, bool strict, RowFaults? faults = null) => new NodesReader(row, this, capacity, strict, faults);

    public override Exception Describe(IReadOnlyList<(long Row, Exception Fault)> first, long count) => new InvalidOperationException(
        $"{count} {(count == 1 ? "row has an id" : "rows have ids")} in {(OtherColumn is null ? $"column '{Column}'" : $"the columns '{Column}' and '{OtherColumn}'")} that no node of the graph has: {string.Join(", ", first.Select(fault => $"{fault.Fault.Message} in row {fault.Row + 1}"))}{(count > first.Count ? ", …" : "")} (rows are counted from 1).");

    public override void Check(DataViewSchema schema)
    {
        foreach (var column in Columns) Ready().TypeOf(Table).Ids.Check(schema, "id", column);
    }

    internal override IRowChange? Changes(FeatureLearner? learnt, TrainerOptions options) => OtherColumn is null ? null : new NegativeLinks(Ready(), Ready().TypeOf(Table));

    public override NetworkInput Stage(FeatureLearner? learnt) => new NodesStage(this);

    public override InputSpec Trained() => this with { TrainingEdges = null };

    public override InputSaving Saving(MLContext ml) => new NodesSaving(ml, this);

    public override string SavingNote => $"The saved model is a table of what {Ready().TypeOf(Table).Ids.Count} nodes score, found by the ids in {(OtherColumn is null ? $"column '{Column}'" : $"the columns '{Column}' and '{OtherColumn}'")}: an id that is not there has no score. "
        + "To score the nodes of another graph save it by Deep().Model.Save, load it by Deep().Model.Load, and give it the graph by OnGraph.";

    public override void Write(JsonObject saved) => saved["nodes"] = JsonSerializer.SerializeToNode(new Written(Column, OtherColumn, Table, [.. Types], [.. EdgeTags], [.. Fanouts], IsInductive), SavedJson.Settings);

    /// <summary>What a model file says of it.</summary>
    public static NodesSpec? Read(JsonObject saved) => saved["nodes"]?.Deserialize<Written>(SavedJson.Settings) is { } written
        ? new NodesSpec(written.Column, written.Table, written.Types, written.EdgeTags, written.Fanouts, written.IsInductive).WithOther(written.OtherColumn)
        : null;

    /// <summary>The graph.</summary>
    /// <exception cref="InvalidOperationException">There is none yet.</exception>
    public NodeGraph Ready() => Graph ?? throw new InvalidOperationException("The model scores nodes of a graph, and has none yet: give it one by OnGraph.");

    private static GraphShape ShapeOf(IReadOnlyList<EncodedType> types, IReadOnlyList<string> edgeTags) => new(0, types.Count == 1 ? types[0].Encoding.Width : 0, edgeTags.Count)
    {
        IsPerNode = true,
        TypeWidths = types.Count == 1 ? [] : [.. types.Select(type => type.Encoding.Width)],
    };

    /// <summary>How the nodes of a table are encoded.</summary>
    /// <param name="Name">The table.</param>
    /// <param name="Encoding">How.</param>
    internal sealed record EncodedType(string Name, NodeEncoding Encoding);

    private sealed record Written(string Column, string? OtherColumn, string Table, EncodedType[] Types, string[] EdgeTags, int[] Fanouts, bool IsInductive);
}
