namespace MLNetDeep.Graphs;

/// <summary>
/// A graph isomorphism network. Xu et al., How Powerful are Graph Neural Networks? (2019). Shapes: a batch → [nodes or graphs, outputs].
/// </summary>
internal sealed class GinModule : GraphBody
{
    private readonly GinOptions _options;

    public GinModule(GinOptions options, GraphShape input, OutputShape output) : base(nameof(GinModule), options, input, output)
    {
        _options = options;
        AddLayers();
    }

    protected override GraphConv Conv(int width, int outputs, GraphShape input, bool isEnd) => new IsomorphismConv(width, outputs, _options.HiddenSize, null, _options.LearnEpsilon);
}
