using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests;

[TestClass]
public class TrainingTests
{
    /// <summary>The small network that the reference numbers of this class were made with, in Python.</summary>
    internal static Sequential Cnn() => Sequential(
        ("conv1", Conv2d(1, 8, 3, padding: 1)), ("bn1", BatchNorm2d(8)), ("relu1", ReLU()), ("pool1", MaxPool2d(2)),
        ("conv2", Conv2d(8, 16, 3, padding: 1)), ("bn2", BatchNorm2d(16)), ("relu2", ReLU()), ("pool2", AdaptiveAvgPool2d(1)),
        ("flat", Flatten()), ("fc", Linear(16, 10)));

    [TestMethod]
    public void LossesEqualPythons()
    {
        manual_seed(42);
        using var model = Cnn();
        using var optimizer = optim.AdamW(model.parameters(), 1e-2, weight_decay: 1e-2);
        using var x = randn(16, 1, 8, 8);
        using var y = randint(0, 10, [16]);
        var losses = new List<double>();
        for (var step = 0; step < 5; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = functional.cross_entropy(model.call(x), y);
            loss.backward();
            optimizer.step();
            losses.Add(loss.item<float>());
        }
        double[] python = [2.39927053, 2.25150585, 2.12890625, 2.02932811, 1.94656074];
        for (var step = 0; step < python.Length; step++)
            Assert.AreEqual(python[step], losses[step], 1e-6, $"step {step}");
    }
}
