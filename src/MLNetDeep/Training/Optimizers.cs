using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Training;

/// <summary>Makes the optimizer of a training.</summary>
internal static class Optimizers
{
    /// <summary>
    /// AdamW whose decay leaves vectors alone: biases, and the scales and shifts of normalisations. Parameters that do not
    /// want a gradient are left out.
    /// </summary>
    /// <param name="network">What is trained.</param>
    /// <param name="learningRate">The highest rate of the schedule.</param>
    /// <param name="weightDecay">The decay of matrices and kernels.</param>
    /// <param name="shareOf">The share of the learning rate that a parameter gets, by its name; all of it when null.</param>
    public static AdamW AdamW(Module network, double learningRate, double weightDecay, Func<string, double>? shareOf = null)
    {
        var groups = network.named_parameters()
            .Where(p => p.parameter.requires_grad)
            .GroupBy(p => (Share: shareOf?.Invoke(p.name) ?? 1, Decays: !IsVector(p.parameter)), p => p.parameter)
            .Select(g => new AdamW.ParamGroup(g.ToList(), learningRate * g.Key.Share, weight_decay: g.Key.Decays ? weightDecay : 0));
        return optim.AdamW(groups.ToList(), learningRate, weight_decay: weightDecay);
    }

    /// <summary>Sets the rate of every group, each by its share of the whole.</summary>
    public static void SetRate(optim.Optimizer optimizer, double learningRate, double highest)
    {
        foreach (var group in optimizer.ParamGroups) group.LearningRate = group.InitialLearningRate * (learningRate / highest);
    }

    // One number for each channel, or one token, is a vector though it is kept in the shape that it is used in.
    private static bool IsVector(Tensor parameter) =>
        parameter.shape.Length <= 1 || (parameter.shape.Length == 3 && parameter.shape.Count(size => size > 1) <= 1);
}
