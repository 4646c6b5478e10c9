using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.optim;

namespace TorchSharp.Tests;

[TestClass]
public class OptimizerTests
{
    private static readonly Dictionary<string, Func<Sequential, OptimizerHelper>> Optimizers = new()
    {
        ["SGD"] = m => SGD(m.parameters(), 0.1),
        ["SGDMomentum"] = m => SGD(m.parameters(), 0.1, momentum: 0.9, weight_decay: 0.01),
        ["SGDNesterov"] = m => SGD(m.parameters(), 0.1, momentum: 0.9, nesterov: true),
        ["Adam"] = m => Adam(m.parameters(), 0.05, weight_decay: 0.01),
        ["AdamAmsgrad"] = m => Adam(m.parameters(), 0.05, amsgrad: true),
        ["AdamW"] = m => AdamW(m.parameters(), 0.05, weight_decay: 0.1),
        ["Groups"] = m => AdamW(
        [
            new AdamW.ParamGroup { Parameters = First(m).parameters(), Options = new() { LearningRate = 0.1 } },
            new AdamW.ParamGroup { Parameters = Last(m).parameters(), Options = new() { weight_decay = 0.2 } },
        ], 0.05),
    };

    public static IEnumerable<object[]> Names => Reference.Names("optimizer");

    private static nn.Module First(Sequential model) => (nn.Module)model[0];

    private static nn.Module Last(Sequential model) => (nn.Module)model[2];

    private static Sequential Model() => Sequential(Linear(4, 6), Tanh(), Linear(6, 2));

    private static void Train(Sequential model, OptimizerHelper optimizer, Tensor x, Tensor y, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            functional.mse_loss(model.call(x), y).backward();
            optimizer.step();
        }
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void WalksWherePythonWalks(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        var model = Model();
        var (x, y) = (randn(8, 4), randn(8, 2));
        Train(model, Optimizers[name](model), x, y, 6);
        var expected = Reference.Numbers("optimizer", name);
        foreach (var (parameter, i) in model.parameters().Select((parameter, i) => (parameter, i)))
            Reference.Near(expected[i], Reference.Digest(parameter), $"parameter {i}");
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void GoesOnFromSavedState(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        var (model, other) = (Model(), Model());
        var (x, y) = (randn(8, 4), randn(8, 2));
        var optimizer = Optimizers[name](model);
        Train(model, optimizer, x, y, 3);

        using var stream = new MemoryStream();
        optimizer.save_state_dict(new BinaryWriter(stream));
        stream.Position = 0;
        other.load_state_dict(model.state_dict());
        var continued = Optimizers[name](other);
        continued.load_state_dict(new BinaryReader(stream));

        Train(model, optimizer, x, y, 3);
        Train(other, continued, x, y, 3);
        foreach (var (left, right) in model.parameters().Zip(other.parameters()))
            Assert.IsTrue(left.Equals(right));
    }

    [TestMethod]
    public void SkipsParametersWithoutGradient()
    {
        using var scope = NewDisposeScope();
        var model = Model();
        var before = Last(model).parameters().First().clone();
        var optimizer = AdamW(model.parameters(), 0.1, weight_decay: 0.1);
        First(model).parameters().First().sum().backward();
        optimizer.step();
        Assert.IsTrue(before.Equals(Last(model).parameters().First()));
    }

    [TestMethod]
    public void ClippingLeavesTheWantedNorm()
    {
        using var scope = NewDisposeScope();
        var model = Model();
        (model.call(ones(3, 4)) * 100).sum().backward();
        var before = utils.clip_grad_norm_(model.parameters(), 2.5);
        Assert.IsTrue(before > 2.5);
        Assert.AreEqual(2.5, utils.clip_grad_norm_(model.parameters(), 1e9), 1e-4);
        utils.clip_grad_value_(model.parameters(), 1e-3);
        Assert.IsTrue(model.parameters().All(p => p.grad!.abs().max().item<float>() <= 1e-3f));
    }
}
