using MLNetDeep.Layers;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tasks;

/// <summary>Whether a network and the options it is to be trained with suit each other.</summary>
internal static class NetworkChecks
{
    /// <summary>
    /// Throws where every mini-batch would have one row and the network has batch normalization that learns: a single row has no variance.
    /// The last mini-batch of an epoch may have one row; it is normalized by the running averages.
    /// </summary>
    public static void CheckBatchSize(DeepNetwork network, TrainerOptions options)
    {
        if (options.BatchSize > 1) return;
        var still = network.Frozen.SelectMany(part => part.modules().Prepend(part)).ToHashSet(ReferenceEqualityComparer.Instance);
        var names = network.named_modules().Where(m => IsBatchNormalization(m.module) && !still.Contains(m.module)).Select(m => m.name).ToList();
        if (names.Count == 0) return;
        throw new ArgumentException($"{nameof(TrainerOptions.BatchSize)} must be at least 2, but was {options.BatchSize}: the network has batch normalization "
            + $"('{names[0]}'{(names.Count > 1 ? $" and {names.Count - 1} more" : "")}), whose statistics are those of the rows of a mini-batch.");
    }

    private static bool IsBatchNormalization(Module module) => module is BatchNormalization or TorchSharp.Modules.BatchNorm1d or TorchSharp.Modules.BatchNorm2d or TorchSharp.Modules.BatchNorm3d;
}
