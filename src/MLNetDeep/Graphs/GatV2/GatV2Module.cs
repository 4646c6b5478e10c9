namespace MLNetDeep.Graphs;

/// <summary>
/// A graph attention network of the second version. Brody et al., How Attentive Are Graph Attention Networks? (2022). Edges with tags or numbers add these to the attention. Shapes: a batch → [nodes or graphs, outputs].
/// </summary>
internal sealed class GatV2Module(GatV2Options options, GraphShape input, OutputShape output) : AttentionBody(nameof(GatV2Module), options, input, output)
{
    protected override AttentionHeads Attention(int width, int heads, int size, GraphShape input, double dropout, bool averages) => new GatV2Conv(width, heads, size, input, dropout, averages);
}
