namespace MLNetDeep.Graphs;

/// <summary>
/// A graph isomorphism network whose edges have tags or numbers. Hu et al., Strategies for Pre-training Graph Neural Networks (2020). Without them it is a GIN. Shapes: a batch → [nodes or graphs, outputs].
/// </summary>
internal sealed class GinEModule : GraphBody
{
    private readonly GinEOptions _options;

    public GinEModule(GinEOptions options, GraphShape input, OutputShape output) : base(nameof(GinEModule), options, input, output)
    {
        _options = options;
        AddLayers();
    }

    protected override GraphConv Conv(int width, int outputs, GraphShape input, bool isEnd) => new IsomorphismConv(width, outputs, _options.HiddenSize, input, _options.LearnEpsilon);
}
