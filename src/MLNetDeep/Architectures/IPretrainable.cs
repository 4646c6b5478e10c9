using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Architectures;

/// <summary>An architecture whose networks can start from published weights, be frozen by depth and learn layer by layer.</summary>
internal interface IPretrainable
{
    /// <summary>How publishers name the weights of this network.</summary>
    IReadOnlyList<NameMap> Published(Module network);

    /// <summary>
    /// The network from the picture to the head: for each part the prefixes of its weights' names. The last part is the head.
    /// </summary>
    IReadOnlyList<string[]> Parts(Module network);

    /// <summary>The last layer, whose size is the number of classes.</summary>
    string Head { get; }

    /// <summary>Fits weights that are published otherwise than they are used here, where a shape alone does not tell.</summary>
    /// <param name="network">The network.</param>
    /// <param name="publisher">Whose names the file has.</param>
    /// <param name="weights">The weights by their names here, in single precision; entries may be replaced.</param>
    void Adapt(Module network, string publisher, IDictionary<string, Tensor> weights)
    {
    }
}
