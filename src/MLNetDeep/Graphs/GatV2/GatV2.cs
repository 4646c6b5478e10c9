using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Graphs;

/// <summary>The graph attention network of the second version (GATv2).</summary>
internal sealed class GatV2 : GraphArchitecture<GatV2Options>
{
    public override string Key => "gatv2";

    public override string DisplayName => "GATv2";

    protected override Module<GraphBatch, Tensor> Build(GatV2Options options, GraphShape input, OutputShape output) => new GatV2Module(options, input, output);

    protected override void Shrink(GatV2Options options) => options.Heads = 2;
}
