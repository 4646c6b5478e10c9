namespace MLNetDeep.Graphs;

/// <summary>
/// A GraphSAGE network. Hamilton et al., Inductive Representation Learning on Large Graphs (2017). Shapes: a batch → [nodes or graphs, outputs].
/// </summary>
internal sealed class GraphSageModule : GraphBody
{
    private readonly GraphSageOptions _options;

    public GraphSageModule(GraphSageOptions options, GraphShape input, OutputShape output) : base(nameof(GraphSageModule), options, input, output)
    {
        _options = options;
        AddLayers();
    }

    protected override GraphConv Conv(int width, int outputs, GraphShape input, bool isEnd) => new SageConv(_options.Aggregation, width, outputs);
}
