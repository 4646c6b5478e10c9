using static TorchSharp.torch;

namespace MLNetDeep.Layers;

/// <summary>The body of a network whose tokens can start from published vectors.</summary>
internal interface IStartsFromVectors
{
    /// <summary>Starts from vectors.</summary>
    /// <param name="vectors">A vector for each token [tokens, size]; zeros where there is none.</param>
    /// <param name="known">1 for tokens that have one, else 0 [tokens, 1].</param>
    void Start(Tensor vectors, Tensor known);
}
