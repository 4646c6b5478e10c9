using MLNetDeep.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Training;

[TestClass]
public class OptimizerTests
{
    [TestMethod]
    [DataRow(OptimizerKind.AdamW, typeof(AdamW))]
    [DataRow(OptimizerKind.Sgd, typeof(SGD))]
    [DataRow(OptimizerKind.Lion, typeof(Lion))]
    public void EachKindMakesALossSmall(OptimizerKind kind, Type type)
    {
        manual_seed(1);
        using var network = Linear(4, 1);
        using var rows = randn(64, 4);
        using var targets = rows.sum(1, true);
        using var optimizer = Optimizers.Create(network, new TrainerOptions { Optimizer = kind, LearningRate = 0.02 });
        Assert.AreEqual(type, optimizer.GetType());
        double first = Loss(network, rows, targets), last = first;
        for (var i = 0; i < 200; i++)
        {
            optimizer.zero_grad();
            last = Loss(network, rows, targets);
            optimizer.step();
        }
        Assert.IsTrue(last < first / 20, $"{first} became {last}");
    }

    [TestMethod]
    public void LionTakesTheStepsOfItsPaper()
    {
        using var weight = new Parameter(tensor(new[] { 1f, -2f }));
        using var optimizer = new Lion([new Lion.Group([weight], 0.1, 0.5)]);
        var (expected, momentum) = (new[] { 1.0, -2.0 }, new double[2]);
        double[][] gradients = [[3, -1], [-0.2, -1], [-9, 0]];
        foreach (var gradient in gradients)
        {
            weight.grad = tensor(gradient.Select(g => (float)g).ToArray());
            optimizer.step();
            for (var i = 0; i < 2; i++)
            {
                var direction = Math.Sign((0.9 * momentum[i]) + (0.1 * gradient[i]));
                expected[i] -= 0.1 * (direction + (0.5 * expected[i]));
                momentum[i] = (0.99 * momentum[i]) + (0.01 * gradient[i]);
                Assert.AreEqual(expected[i], weight.data<float>()[i], 1e-5);
            }
        }
    }

    [TestMethod]
    public void LionGoesOnFromSavedState()
    {
        using var weight = new Parameter(tensor(new[] { 1f, -2f }));
        using var first = new Lion([new Lion.Group([weight], 0.1, 0)]);
        weight.grad = tensor(new[] { 5f, -5f });
        first.step();
        using var saved = new MemoryStream();
        using (var writer = new BinaryWriter(saved, System.Text.Encoding.UTF8, leaveOpen: true)) first.save_state_dict(writer);
        saved.Position = 0;
        using var second = new Lion([new Lion.Group([weight], 0.1, 0)]);
        using (var reader = new BinaryReader(saved)) second.load_state_dict(reader);
        weight.grad = tensor(new[] { -0.1f, 0.1f }); // momentum outweighs it
        second.step();
        Assert.AreEqual(0.8f, weight.data<float>()[0], 1e-6f);
    }

    [TestMethod]
    public void DecaySkipsEmbeddings()
    {
        using var network = Sequential(("words", Embedding(5, 3)), ("linear", Linear(3, 2)));
        using var optimizer = Optimizers.Create(network, new TrainerOptions { WeightDecay = 0.5 });
        var groups = optimizer.ParamGroups.Cast<AdamW.ParamGroup>().Select(g => (g.Options.weight_decay, g.Parameters.Count())).ToList();
        CollectionAssert.AreEquivalent(new (double?, int)[] { (0, 2), (0.5, 1) }, groups);
    }

    [TestMethod]
    [DataRow("body.class_token", false)]
    [DataRow("body.pos_embedding", false)]
    [DataRow("body.patch_embed.proj.weight", true)]
    [DataRow("body.numbers.linear.embedding", false)]
    [DataRow("body.layers.0.adapter_in", false)]
    [DataRow("body.head.bias", false)]
    public void TokensAndPositionsAreKnownByTheirNames(string name, bool decays)
    {
        using var network = Linear(2, 2);
        using var parameter = zeros(1, 3, 4);
        Assert.AreEqual(decays, new DecayRule(network).Decays(name, parameter));
    }

    private static double Loss(Module<Tensor, Tensor> network, Tensor rows, Tensor targets)
    {
        using var scope = NewDisposeScope();
        var loss = functional.mse_loss(network.call(rows), targets);
        loss.backward();
        return loss.item<float>();
    }
}
