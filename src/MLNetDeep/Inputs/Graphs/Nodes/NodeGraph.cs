using Microsoft.ML;
using MLNetDeep.Inputs.Graphs;

namespace MLNetDeep;

/// <summary>
/// One graph whose nodes are rows: ids, what nodes have, and the edges between them. Made by <c>mlContext.Deep().Graphs</c>, held in memory, and given to the trainers; it holds no labels.
/// </summary>
public sealed class NodeGraph
{
    private readonly IReadOnlyList<NodeType> _types;

    internal NodeGraph(IReadOnlyList<NodeType> types, NodeEdges edges, IReadOnlyList<string> edgeTags, NodeGraphSummary summary) =>
        (_types, Edges, EdgeTagNames, Summary) = (types, edges, edgeTags, summary);

    /// <summary>How many nodes.</summary>
    public int NodeCount => Edges.Nodes;

    /// <summary>How many edges there are, both directions of those that go both ways.</summary>
    public long EdgeCount => Edges.Count;

    /// <summary>The names of the tables that nodes come from; one without a name where there is one table of nodes.</summary>
    public IReadOnlyList<string> Tables => [.. _types.Select(type => type.Name)];

    /// <summary>What was found when the graph was made.</summary>
    public NodeGraphSummary Summary { get; }

    internal NodeEdges Edges { get; }

    /// <summary>The tags of edges; number 1 is the first.</summary>
    internal IReadOnlyList<string> EdgeTagNames { get; }

    /// <summary>The types of nodes, one behind the other.</summary>
    internal IReadOnlyList<NodeType> Types => _types;

    internal GraphShape Shape => new(0, _types.Count == 1 ? _types[0].Encoding.Width : 0, EdgeTagNames.Count)
    {
        IsPerNode = true,
        TypeWidths = _types.Count == 1 ? [] : [.. _types.Select(type => type.Encoding.Width)],
    };

    /// <summary>The nodes of a table.</summary>
    internal NodeType TypeOf(string table) => _types.FirstOrDefault(type => type.Name == table)
        ?? throw new ArgumentException($"The graph has no table '{table}'. It has: {string.Join(", ", Tables)}.", nameof(table));

    /// <summary>The same nodes and edges, encoded as those of another graph were.</summary>
    internal NodeGraph EncodedAs(IReadOnlyList<(string Name, NodeEncoding Encoding)> types, IReadOnlyList<string> edgeTags)
    {
        if (!types.Select(type => type.Name).SequenceEqual(Tables))
            throw new ArgumentException($"The model was trained on a graph of the tables {string.Join(", ", types.Select(type => $"'{type.Name}'"))}, but this graph has {string.Join(", ", Tables.Select(name => $"'{name}'"))}.");
        List<NodeType> encoded = [];
        foreach (var ((_, encoding), type) in types.Zip(_types))
        {
            encoding.Check(type.Rows.Schema);
            encoded.Add(type with { Encoding = encoding, Numbers = encoding.Read(type.Rows, type.Ids.Count, type.Counts) });
        }
        return new NodeGraph(encoded, WithTags(edgeTags), edgeTags, Summary);
    }

    // Tags that the other graph does not have are unknown ones.
    private NodeEdges WithTags(IReadOnlyList<string> names)
    {
        if (Edges.Tags is null || names.SequenceEqual(EdgeTagNames)) return Edges;
        var numbers = EdgeTagNames.Select(name => names.ToList().IndexOf(name) + 1).Prepend(0).ToArray();
        return Edges with { Tags = Array.ConvertAll(Edges.Tags, tag => numbers[tag]) };
    }
}

/// <summary>What was found when a graph was made.</summary>
/// <param name="IsolatedNodes">Nodes without any edge; networks see of them what they have themselves.</param>
/// <param name="SelfLoops">Edges from a node to itself, which are kept.</param>
/// <param name="RepeatedEdges">Edges that were given again, or in both directions, and are taken once.</param>
/// <param name="DanglingEdges">Edges that were left out, as no node has their source or target.</param>
public sealed record NodeGraphSummary(int IsolatedNodes, long SelfLoops, long RepeatedEdges, long DanglingEdges);

/// <summary>The nodes of one type.</summary>
/// <param name="Name">Its table.</param>
/// <param name="First">The number of the first of them in the graph.</param>
/// <param name="Ids">Their ids.</param>
/// <param name="Rows">Their rows.</param>
/// <param name="IdColumn">The column of ids.</param>
/// <param name="Encoding">How they are encoded.</param>
/// <param name="Numbers">What they have [nodes × width].</param>
/// <param name="Counts">How many rows of other tables point at them.</param>
internal sealed record NodeType(string Name, int First, NodeIds Ids, IDataView Rows, string IdColumn, NodeEncoding Encoding, float[] Numbers, IReadOnlyList<NodeCounts> Counts);
