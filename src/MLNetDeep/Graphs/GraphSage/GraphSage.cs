using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Graphs;

/// <summary>The GraphSAGE network.</summary>
internal sealed class GraphSage : GraphArchitecture<GraphSageOptions>
{
    public override string Key => "graphsage";

    public override string DisplayName => "GraphSAGE";

    protected override Module<GraphBatch, Tensor> Build(GraphSageOptions options, GraphShape input, OutputShape output) => new GraphSageModule(options, input, output);
}
