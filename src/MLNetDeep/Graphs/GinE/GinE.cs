using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Graphs;

/// <summary>The graph isomorphism network with edge features (GINE).</summary>
internal sealed class GinE : GraphArchitecture<GinEOptions>
{
    public override string Key => "gine";

    public override string DisplayName => "GINE";

    protected override Module<GraphBatch, Tensor> Build(GinEOptions options, GraphShape input, OutputShape output) => new GinEModule(options, input, output);

    protected override void Shrink(GinEOptions options) => options.Layers = 2;
}
