using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Graphs;

/// <summary>Graphs, one a row, in columns of vectors.</summary>
internal sealed class GraphInput : InputKind
{
    public override string Key => "graph";

    public override string DisplayName => "graph";

    public override Type OptionsType => typeof(GraphTrainerOptions);

    public override bool TakesSeveralColumns => true;

    /// <summary>Whether a schema has graphs in the columns where they are by default.</summary>
    public static bool IsIn(DataViewSchema schema)
    {
        var options = new GraphTrainerOptions();
        bool HasList(string name) => schema.GetColumnOrNull(name)?.Type is VectorDataViewType { IsKnownSize: false };
        return HasList(options.SourceColumnName) && HasList(options.TargetColumnName) && (HasList(options.NodeTagColumnName) || HasList(options.NodeFeatureColumnName));
    }

    internal override bool HasNetworkOptions => true;

    internal override Type ShapeType => typeof(GraphShape);

    internal override void Check(FeatureRequest request, SchemaShape schema) => CheckAll(request, name => schema.Any(column => column.Name == name),
        name => ColumnForm.Of(ColumnChecks.Find(schema, "feature", name)));

    internal override void Check(FeatureRequest request, DataViewSchema schema) => CheckAll(request, name => schema.GetColumnOrNull(name) is not null,
        name => ColumnForm.Of(ColumnChecks.Find(schema, "feature", name).Type));

    /// <summary>Throws where a schema has not these columns.</summary>
    public static void Check(GraphColumns columns, Func<string, ColumnForm> find)
    {
        var faults = new List<string>();
        foreach (var name in columns.Names)
        {
            var mayBeText = name == columns.Tags || name == columns.EdgeTags;
            var form = find(name);
            if (!form.IsVector || form.IsKey || !(form.Item is NumberDataViewType || (mayBeText && form.Item is TextDataViewType)))
                faults.Add($"'{name}': expected a vector of {(mayBeText ? "text or of whole numbers" : name == columns.Sources || name == columns.Targets ? "whole numbers" : "numbers")}, got {form.Text}");
        }
        if (faults.Count > 0) throw ColumnErrors.Mismatches(faults);
    }

    internal override InputSpec Find(InputSearch search)
    {
        var options = (GraphTrainerOptions)search.Options;
        var found = GraphLearner.Learn(search, GraphColumns.Of(options, search.Request, name => search.Rows.Schema.GetColumnOrNull(name) is not null), options);
        search.KnownRows = found.Rows;
        if (found.Rows > 0)
            search.Info(FormattableString.Invariant($"Graphs: {found.Spec.MeanNodes:f1} nodes and {found.Spec.MeanEdges:f1} edges on average, {found.MostNodes} nodes at most; {found.Spec.TagNames.Count} tags of nodes, {found.Spec.EdgeTagNames.Count} of edges."));
        if (found.Empty > 0)
            search.Warn($"{found.Empty} of {found.Rows} graphs have no nodes: each counts as one node of which nothing is known.");
        return found.Spec;
    }

    internal override InputSpec? Read(JsonObject saved) => saved["graph"]?.Deserialize<GraphSpec.Written>(SavedJson.Settings) is { } written
        ? new GraphSpec(written.Columns, written.Settings, written.TagNames, written.EdgeTagNames, written.MeanNodes, written.MeanEdges) { AreTagsText = written.AreTagsText, AreEdgeTagsText = written.AreEdgeTagsText }
        : NodesSpec.Read(saved);

    private static void CheckAll(FeatureRequest request, Func<string, bool> isThere, Func<string, ColumnForm> find)
    {
        var options = (GraphTrainerOptions)request.Options!;
        var columns = GraphColumns.Of(options, request, isThere);
        if (columns.Tags is null && columns.Features is null)
            throw new ArgumentOutOfRangeException("inputSchema", $"Nodes need tags or numbers: there is no column '{options.NodeTagColumnName}' ({nameof(options.NodeTagColumnName)}) and no column '{options.NodeFeatureColumnName}' ({nameof(options.NodeFeatureColumnName)}).");
        if (columns.Tags is null && options.NodeFeatureCount == 0)
            throw new ArgumentOutOfRangeException("inputSchema", $"There is no column '{options.NodeTagColumnName}' that would tell how many nodes a graph has: say by {nameof(options.NodeFeatureCount)} how many numbers each has in column '{columns.Features}'.");
        if (request.Names is { } names && !names.ToHashSet().SetEquals(columns.Names))
            throw new ArgumentOutOfRangeException("inputSchema", $"The columns named are {request.Text}, but the options have {string.Join(", ", columns.Names)}.");
        Check(columns, find);
    }
}
