using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Training;

/// <summary>Makes the optimizer of a training. Parameters that do not want a gradient are left out.</summary>
internal static class Optimizers
{
    /// <summary>The optimizer that options ask for.</summary>
    /// <param name="network">What is trained.</param>
    /// <param name="options">Kind, rate, decay and momentum.</param>
    /// <param name="shareOf">The share of the learning rate that a parameter gets, by its name; all of it when null.</param>
    public static OptimizerHelper Create(Module network, TrainerOptions options, Func<string, double>? shareOf = null)
    {
        var groups = Groups(network, options.LearningRate, options.WeightDecay, shareOf);
        return options.Optimizer switch
        {
            OptimizerKind.Sgd => Sgd(groups, options),
            OptimizerKind.Lion => new Lion(groups.Select(g => new Lion.Group(g.Parameters, g.Rate, g.Decay))),
            _ => AdamW(groups, options.LearningRate, options.WeightDecay),
        };
    }

    /// <summary>AdamW by its numbers alone.</summary>
    public static AdamW AdamW(Module network, double learningRate, double weightDecay, Func<string, double>? shareOf = null) =>
        AdamW(Groups(network, learningRate, weightDecay, shareOf), learningRate, weightDecay);

    /// <summary>Sets the rate of every group, each by its share of the whole.</summary>
    public static void SetRate(optim.Optimizer optimizer, double learningRate, double highest)
    {
        foreach (var group in optimizer.ParamGroups) group.LearningRate = group.InitialLearningRate * (learningRate / highest);
    }

    private static List<Group> Groups(Module network, double learningRate, double weightDecay, Func<string, double>? shareOf)
    {
        var rule = new DecayRule(network);
        return network.named_parameters()
            .Where(p => p.parameter.requires_grad)
            .GroupBy(p => (Share: shareOf?.Invoke(p.name) ?? 1, Decays: rule.Decays(p.name, p.parameter)), p => p.parameter)
            .Select(g => new Group(g.ToList(), learningRate * g.Key.Share, g.Key.Decays ? weightDecay : 0))
            .ToList();
    }

    private static AdamW AdamW(List<Group> groups, double learningRate, double weightDecay) =>
        optim.AdamW(groups.Select(g => new AdamW.ParamGroup(g.Parameters, g.Rate, weight_decay: g.Decay)).ToList(), learningRate, weight_decay: weightDecay);

    private static SGD Sgd(List<Group> groups, TrainerOptions options)
    {
        var nesterov = options.Momentum > 0;
        return optim.SGD(
            groups.Select(g => new SGD.ParamGroup(g.Parameters, g.Rate, options.Momentum, 0, g.Decay, nesterov)).ToList(),
            options.LearningRate, options.Momentum, 0, options.WeightDecay, nesterov);
    }

    private sealed record Group(List<Parameter> Parameters, double Rate, double Decay);
}
