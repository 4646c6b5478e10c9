using System.Text.Json.Nodes;
using Microsoft.ML;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Graphs;

/// <summary>The nodes of one graph as rows: of each row its id. It is no kind of input that is found by itself: what stands behind an id is the graph.</summary>
/// <param name="graph">The graph.</param>
/// <param name="table">The table of nodes that rows are of.</param>
/// <param name="arePairs">Whether rows are pairs of nodes.</param>
internal sealed class NodesInput(NodeGraph graph, string table, bool arePairs = false) : InputKind
{
    public override string Key => "nodes";

    public override string DisplayName => arePairs ? "pairs of nodes of a graph" : "nodes of a graph";

    public override bool TakesSeveralColumns => arePairs;

    public override Type OptionsType => typeof(GraphTrainerOptions);

    internal override bool HasNetworkOptions => true;

    internal override void Check(FeatureRequest request, SchemaShape schema)
    {
        foreach (var name in request.Names!) ColumnChecks.Find(schema, "id", name);
    }

    internal override void Check(FeatureRequest request, DataViewSchema schema)
    {
        foreach (var name in request.Names!) graph.TypeOf(table).Ids.Check(schema, "id", name);
    }

    internal override InputSpec Find(InputSearch search)
    {
        var options = (GraphTrainerOptions)search.Options;
        search.Info(FormattableString.Invariant($"Graph of {graph.NodeCount} nodes and {graph.EdgeCount} edges ({graph.Summary.IsolatedNodes} nodes without any, {graph.Summary.SelfLoops} self-loops, {graph.Summary.RepeatedEdges} repeated edges taken once, {graph.Summary.DanglingEdges} dangling edges left out)."));
        var spec = new NodesSpec(search.Request.Names![0], table, [.. graph.Types.Select(type => new NodesSpec.EncodedType(type.Name, type.Encoding))], graph.EdgeTagNames, NodesSpec.FanoutsOf(options, graph), options.Inductive) { Graph = graph };
        spec = spec.WithOther(search.Request.Names.ElementAtOrDefault(1));
        if (spec.Fanouts.Count > 0) search.Info($"Each step computes with the neighbourhood of its mini-batch: at most {string.Join(", then ", spec.Fanouts)} neighbours of a node.");
        return options.Inductive ? spec with { TrainingEdges = Among(search, spec) } : spec;
    }

    internal override InputSpec? Read(JsonObject saved) => null;

    // What training sees where it is to see its own rows alone.
    private NodeEdges Among(InputSearch search, NodesSpec spec)
    {
        var seen = new bool[graph.NodeCount];
        foreach (var rows in new[] { search.Rows, search.Options.ValidationSet }.OfType<IDataView>())
        {
            using var cursor = rows.GetRowCursor([rows.Schema[spec.Column]]);
            var read = graph.TypeOf(table).Ids.Open(cursor, spec.Column);
            while (cursor.MoveNext())
                if (read().Number is >= 0 and var number) seen[graph.TypeOf(table).First + number] = true;
        }
        var edges = graph.Edges.Among(seen);
        search.Info($"Inductive: training sees {seen.Count(isSeen => isSeen)} nodes and {edges.Count} edges between them.");
        return edges;
    }
}
