using static TorchSharp.torch.nn;

namespace MLNetDeep.Architectures;

/// <summary>An architecture whose networks are out of a file that options name.</summary>
internal interface IStartsFromFile
{
    /// <summary>Options with what the file says, which is saved with them; the file is not needed again but for its weights.</summary>
    /// <param name="options">The options.</param>
    /// <param name="previous">The options of the model that is trained further, which has weights of its own; null where training starts anew.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is none that a network can start from.</exception>
    TrainerOptions Open(TrainerOptions options, TrainerOptions? previous);

    /// <summary>Puts the weights of the file in; gives in one sentence what was loaded.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">What <see cref="Open"/> gave.</param>
    string Load(Module network, TrainerOptions options);

    /// <summary>Forgets the weights of the file, once no network is to have them any more.</summary>
    /// <param name="options">What <see cref="Open"/> gave.</param>
    void Close(TrainerOptions options);
}
