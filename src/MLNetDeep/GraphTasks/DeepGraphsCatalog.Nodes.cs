using Microsoft.ML;
using MLNetDeep.GraphTasks;
using MLNetDeep.Inputs.Graphs;

namespace MLNetDeep;

public sealed partial class DeepGraphsCatalog
{
    /// <summary>Makes a graph of a table of nodes and a table of edges.</summary>
    /// <param name="nodes">The nodes: an id, and what networks learn from. All nodes, those without a label and those to be tested on too.</param>
    /// <param name="edges">The edges: the ids of the nodes that they go from and to.</param>
    /// <param name="options">Which columns; defaults when null.</param>
    /// <exception cref="InvalidDataException">Ids are missing or not unique, or edges have ids that no node has; the message names the first of them and their rows.</exception>
    public NodeGraph Create(IDataView nodes, IDataView edges, NodeGraphOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(edges);
        return Told(NodeGraphBuilder.Of(nodes, edges, options ?? new NodeGraphOptions()));
    }

    /// <summary>
    /// Makes a graph of the tables of a relational database: each row is a node, each foreign key an edge in both directions. Nodes of several types, and edges with the names of their foreign keys, are for
    /// <see cref="RgcnOptions"/>; other networks do not tell edges apart. Nodes know, beside their columns, how many rows of other tables point at them: the logarithm of 1 + their number.
    /// </summary>
    /// <param name="tables">The tables.</param>
    /// <exception cref="InvalidDataException">Primary keys are missing or not unique, or foreign keys point at no row; the message names the first of them and their rows.</exception>
    public NodeGraph FromTables(params GraphTable[] tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        return Told(NodeGraphBuilder.Of(tables));
    }

    /// <summary>The rows of a table in parts, as a column says: train, validation (or val) and test, in any case; rows with anything else are in none.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="columnName">The column: text.</param>
    public GraphSplit SplitByColumn(IDataView rows, string columnName = "Split")
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentException.ThrowIfNullOrEmpty(columnName);
        return GraphSplit.Of(rows, columnName);
    }

    /// <summary>A model of nodes that scores those of another graph, with columns of the same names. Numbers are normalized as those of the graph that it was trained on.</summary>
    /// <param name="model">A model that was trained on nodes, or loaded by <c>Deep().Model.Load</c>.</param>
    /// <param name="graph">The graph.</param>
    /// <returns>A model with weights of its own.</returns>
    /// <exception cref="ArgumentException">The model is none of nodes, or the graph has not the columns or tables that it was trained on.</exception>
    public DeepTransformer OnGraph(DeepTransformer model, NodeGraph graph)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(graph);
        return NodeModels.OnGraph(model, graph);
    }

    private NodeGraph Told(NodeGraph graph)
    {
        using var log = new Tasks.ChannelLog(_context);
        log.Info(FormattableString.Invariant($"Graph: {graph.NodeCount} nodes, {graph.EdgeCount} edges, {graph.Summary.IsolatedNodes} nodes without any, {graph.Summary.SelfLoops} self-loops, {graph.Summary.RepeatedEdges} repeated edges taken once, {graph.Summary.DanglingEdges} dangling edges left out."));
        return graph;
    }
}
