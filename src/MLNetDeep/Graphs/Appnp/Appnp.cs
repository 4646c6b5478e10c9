using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Graphs;

/// <summary>The network of neurons whose outputs are propagated by personalized PageRank (APPNP).</summary>
internal sealed class Appnp : GraphArchitecture<AppnpOptions>
{
    public override string Key => "appnp";

    public override string DisplayName => "APPNP";

    protected override Module<GraphBatch, Tensor> Build(AppnpOptions options, GraphShape input, OutputShape output) => new AppnpModule(options, input, output);

    protected override void Shrink(AppnpOptions options) => options.Steps = 3;
}
