namespace MLNetDeep.Graphs;

/// <summary>
/// A relational graph convolutional network. Schlichtkrull et al., Modeling Relational Data with Graph Convolutional Networks (2018): the tags of edges are relations. Shapes: a batch → [nodes or graphs, outputs].
/// </summary>
internal sealed class RgcnModule : GraphBody
{
    private readonly RgcnOptions _options;

    public RgcnModule(RgcnOptions options, GraphShape input, OutputShape output) : base(nameof(RgcnModule), options, input, output)
    {
        _options = options;
        AddLayers();
    }

    protected override GraphConv Conv(int width, int outputs, GraphShape input, bool isEnd) => new RgcnConv(width, outputs, input.EdgeTags, _options.Bases);
}
