using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim.lr_scheduler;

namespace TorchSharp.Tests;

[TestClass]
public class SchedulerTests
{
    private static readonly double[] Metric = [3, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1];

    private static readonly Dictionary<string, Func<SGD, LRScheduler>> Schedulers = new()
    {
        ["StepLR"] = o => StepLR(o, 3, 0.5),
        ["MultiStepLR"] = o => MultiStepLR(o, [2, 5]),
        ["ExponentialLR"] = o => ExponentialLR(o, 0.9),
        ["CosineAnnealingLR"] = o => CosineAnnealingLR(o, 5, 0.01),
        ["LambdaLR"] = o => LambdaLR(o, epoch => 1.0 / (1 + epoch)),
        ["ConstantLR"] = o => ConstantLR(o, 0.5, 4),
        ["LinearLR"] = o => LinearLR(o, 0.1, 1, 4),
        ["SequentialLR"] = o => SequentialLR(o, [LinearLR(o, 0.1, 1, 4), CosineAnnealingLR(o, 8)], [4]),
        ["OneCycleLR"] = o => OneCycleLR(o, 0.8, total_steps: 20),
        ["OneCycleLRLinear"] = o => OneCycleLR(o, 0.8, epochs: 4, steps_per_epoch: 5,
            anneal_strategy: impl.OneCycleLR.AnnealStrategy.Linear, three_phase: true),
        ["ReduceLROnPlateau"] = o => ReduceLROnPlateau(o, factor: 0.5, patience: 1),
    };

    public static IEnumerable<object[]> Names => Reference.Names("scheduler");

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void GivesPythonsRates(string name)
    {
        using var scope = NewDisposeScope();
        var optimizer = optim.SGD([new Parameter(zeros(1))], 0.5, momentum: 0.9);
        var scheduler = Schedulers[name](optimizer);
        var expected = Reference.Numbers("scheduler", name);
        for (var step = 0; step < expected.Length; step++)
        {
            Reference.Near(expected[step], optimizer.ParamGroups.First().LearningRate, $"step {step}");
            if (name == "ReduceLROnPlateau")
                scheduler.step(Metric[step]);
            else
                scheduler.step();
        }
    }
}
