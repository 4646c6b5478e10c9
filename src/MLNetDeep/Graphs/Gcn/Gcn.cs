using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Graphs;

/// <summary>The graph convolutional network (GCN).</summary>
internal sealed class Gcn : GraphArchitecture<GcnOptions>
{
    public override string Key => "gcn";

    public override string DisplayName => "GCN";

    protected override Module<GraphBatch, Tensor> Build(GcnOptions options, GraphShape input, OutputShape output) => new GcnModule(options, input, output);
}
