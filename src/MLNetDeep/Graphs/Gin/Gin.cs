using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Graphs;

/// <summary>The graph isomorphism network (GIN).</summary>
internal sealed class Gin : GraphArchitecture<GinOptions>
{
    public override string Key => "gin";

    public override string DisplayName => "GIN";

    protected override Module<GraphBatch, Tensor> Build(GinOptions options, GraphShape input, OutputShape output) => new GinModule(options, input, output);

    protected override void Shrink(GinOptions options) => options.Layers = 2;
}
