namespace MLNetDeep.Graphs;

/// <summary>
/// A graph convolutional network. Kipf and Welling, Semi-Supervised Classification with Graph Convolutional Networks (2017): dropout, convolution, ReLU, one after the other; of nodes as rows the last convolution gives
/// the outputs. Shapes: a batch → [nodes or graphs, outputs].
/// </summary>
internal sealed class GcnModule : GraphBody
{
    public GcnModule(GcnOptions options, GraphShape input, OutputShape output) : base(nameof(GcnModule), options, input, output) => AddLayers();

    protected override GraphConv Conv(int width, int outputs, GraphShape input, bool isEnd) => new GcnConv(width, outputs);
}
