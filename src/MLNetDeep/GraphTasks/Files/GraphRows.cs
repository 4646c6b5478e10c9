using MLNetDeep.Data;

namespace MLNetDeep.GraphTasks;

/// <summary>Graphs as they are read: an array for each kind of value, not an object for each node or edge.</summary>
internal sealed class GraphRows
{
    public TagVocabulary NodeVocabulary { get; } = new();

    public TagVocabulary EdgeVocabulary { get; } = new();

    public Ragged<int> Nodes { get; private set; } = new();

    public Ragged<int> Sources { get; private set; } = new();

    public Ragged<int> Targets { get; private set; } = new();

    public Ragged<float> NodeFeatures { get; private set; } = new();

    public Ragged<float> EdgeFeatures { get; private set; } = new();

    public Ragged<int> EdgeTags { get; private set; } = new();

    /// <summary>How many graphs have ended.</summary>
    public int Count { get; private set; }

    public void EndRow()
    {
        foreach (var list in new[] { Nodes, Sources, Targets, EdgeTags }) list.EndRow();
        NodeFeatures.EndRow();
        EdgeFeatures.EndRow();
        Count++;
    }

    /// <summary>Takes lists that are complete.</summary>
    public GraphRows With(Ragged<int> nodes, Ragged<int> sources, Ragged<int> targets, Ragged<float> nodeFeatures, Ragged<float> edgeFeatures, Ragged<int> edgeTags)
    {
        (Nodes, Sources, Targets, NodeFeatures, EdgeFeatures, EdgeTags) = (nodes, sources, targets, nodeFeatures, edgeFeatures, edgeTags);
        return this;
    }

    /// <summary>The graphs as rows.</summary>
    /// <param name="rows">How many there are.</param>
    /// <param name="nodeFeatures">How many attributes a node has.</param>
    /// <param name="edgeFeatures">How many attributes an edge has.</param>
    /// <param name="hasEdgeTags">Whether edges have tags.</param>
    /// <param name="properties">What each graph has one of: the label first.</param>
    public MemoryView ToView(int rows, int nodeFeatures, int edgeFeatures, bool hasEdgeTags, IEnumerable<PropertyValues> properties)
    {
        MemoryColumn[] own = [.. properties.Where(p => p.IsThere).Select(p => p.ToColumn(rows))];
        var columns = new List<MemoryColumn>(own.Where(c => c.Name == GraphColumns.Label))
        {
            new TagColumn(GraphColumns.Nodes, Nodes, NodeVocabulary),
            new ListColumn<int>(GraphColumns.Sources, GraphColumns.Positions, Sources),
            new ListColumn<int>(GraphColumns.Targets, GraphColumns.Positions, Targets),
        };
        if (nodeFeatures > 0) columns.Add(new ListColumn<float>(GraphColumns.NodeFeatures, GraphColumns.Numbers, NodeFeatures, nodeFeatures));
        if (edgeFeatures > 0) columns.Add(new ListColumn<float>(GraphColumns.EdgeFeatures, GraphColumns.Numbers, EdgeFeatures, edgeFeatures));
        if (hasEdgeTags) columns.Add(new TagColumn(GraphColumns.EdgeTags, EdgeTags, EdgeVocabulary));
        return new MemoryView(columns.Concat(own.Where(c => c.Name != GraphColumns.Label)), rows);
    }
}
