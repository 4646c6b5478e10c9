using MLNetDeep.Layers;
using static TorchSharp.torch;

namespace MLNetDeep.GraphTasks;

/// <summary>Outputs of nodes that were computed otherwise than by a network. Shapes: a batch of all nodes → [nodes, outputs].</summary>
internal sealed class KnownOutputs : Block<GraphBatch>
{
    private const string Outputs = "outputs";

    public KnownOutputs(Tensor outputs) : base(nameof(KnownOutputs)) => register_buffer(Outputs, outputs);

    protected override Tensor Run(GraphBatch input) => get_buffer(Outputs)!.alias();
}
