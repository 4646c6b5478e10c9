using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Graphs;

/// <summary>The relational graph convolutional network (R-GCN).</summary>
internal sealed class Rgcn : GraphArchitecture<RgcnOptions>
{
    public override string Key => "rgcn";

    public override string DisplayName => "R-GCN";

    protected override Module<GraphBatch, Tensor> Build(RgcnOptions options, GraphShape input, OutputShape output) => new RgcnModule(options, input, output);
}
