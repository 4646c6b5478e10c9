using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>The body of a network over several inputs that has a module for each.</summary>
internal interface IHasBranches
{
    /// <summary>The modules, in the order of the inputs.</summary>
    IReadOnlyList<Module> Branches { get; }
}
