namespace MLNetDeep.Graphs;

/// <summary>A graph attention network. Veličković et al., Graph Attention Networks (2018). Shapes: a batch → [nodes or graphs, outputs].</summary>
internal sealed class GatModule(GatOptions options, GraphShape input, OutputShape output) : AttentionBody(nameof(GatModule), options, input, output)
{
    protected override AttentionHeads Attention(int width, int heads, int size, GraphShape input, double dropout, bool averages) => new GatConv(width, heads, size, dropout, averages);
}
