using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Inputs.Graphs;

/// <summary>A module over the vectors of both nodes of a pair [rows, 2, width], which come from a module over graphs.</summary>
internal interface IScoresPairs
{
    /// <summary>Gives a vector for each node.</summary>
    Module<GraphBatch, Tensor> Encoder { get; }
}
