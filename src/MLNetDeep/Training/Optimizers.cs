using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Training;

/// <summary>Makes the optimizer of a training.</summary>
internal static class Optimizers
{
    /// <summary>AdamW whose decay leaves vectors alone: biases, and the scales and shifts of normalisations.</summary>
    public static AdamW AdamW(Module network, double learningRate, double weightDecay)
    {
        var trained = network.parameters().Where(p => p.requires_grad).ToList();
        var decayed = trained.Where(p => p.shape.Length > 1).ToList();
        var plain = trained.Where(p => p.shape.Length <= 1).ToList();
        var groups = new List<AdamW.ParamGroup>();
        if (decayed.Count > 0) groups.Add(new AdamW.ParamGroup(decayed, learningRate, weight_decay: weightDecay));
        if (plain.Count > 0) groups.Add(new AdamW.ParamGroup(plain, learningRate, weight_decay: 0));
        return optim.AdamW(groups, learningRate, weight_decay: weightDecay);
    }

    public static void SetRate(optim.Optimizer optimizer, double learningRate)
    {
        foreach (var group in optimizer.ParamGroups) group.LearningRate = learningRate;
    }
}
