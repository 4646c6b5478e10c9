using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Graphs;

/// <summary>The graph attention network (GAT).</summary>
internal sealed class Gat : GraphArchitecture<GatOptions>
{
    public override string Key => "gat";

    public override string DisplayName => "GAT";

    protected override Module<GraphBatch, Tensor> Build(GatOptions options, GraphShape input, OutputShape output) => new GatModule(options, input, output);

    protected override void Shrink(GatOptions options) => options.Heads = 2;
}
