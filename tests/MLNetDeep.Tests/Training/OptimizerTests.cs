using MLNetDeep.Training;
using MLNetDeep.Training.Optimizers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using AdamW = MLNetDeep.Training.Optimizers.AdamW;
using Optimizer = MLNetDeep.Training.Optimizers.Optimizer;

namespace MLNetDeep.Tests.Training;

[TestClass]
public class OptimizerTests
{
    private const double Rate = 0.1;

    [TestMethod]
    [DataRow(OptimizerKind.AdamW, typeof(AdamW))]
    [DataRow(OptimizerKind.Sgd, typeof(Sgd))]
    [DataRow(OptimizerKind.Lion, typeof(Lion))]
    public void EachKindMakesALossSmall(OptimizerKind kind, Type type)
    {
        manual_seed(1);
        using var network = Linear(4, 1);
        using var rows = randn(64, 4);
        using var targets = rows.sum(1, true);
        using var optimizer = Optimizer.Create(network, new TrainerOptions { Optimizer = kind, LearningRate = 0.02 });
        Assert.AreEqual(type, optimizer.GetType());
        double first = Loss(network, rows, targets), last = first;
        for (var i = 0; i < 200; i++)
        {
            optimizer.ZeroGradients();
            last = Loss(network, rows, targets);
            optimizer.Step();
        }
        Assert.IsTrue(last < first / 20, $"{first} became {last}");
    }

    [TestMethod]
    public void LionTakesTheStepsOfItsPaper()
    {
        var momentum = new double[2];
        Follow(groups => new Lion(groups), 0.5, (weights, gradient, _) =>
        {
            for (var i = 0; i < 2; i++)
            {
                var direction = Math.Sign((0.9 * momentum[i]) + (0.1 * gradient[i]));
                weights[i] -= Rate * (direction + (0.5 * weights[i]));
                momentum[i] = (0.99 * momentum[i]) + (0.01 * gradient[i]);
            }
        });
    }

    [TestMethod]
    public void AdamWTakesTheStepsOfItsPaper()
    {
        double[] mean = new double[2], square = new double[2];
        Follow(groups => new AdamW(groups), 0.5, (weights, gradient, step) =>
        {
            for (var i = 0; i < 2; i++)
            {
                mean[i] = (0.9 * mean[i]) + (0.1 * gradient[i]);
                square[i] = (0.999 * square[i]) + (0.001 * gradient[i] * gradient[i]);
                var (first, second) = (mean[i] / (1 - Math.Pow(0.9, step)), square[i] / (1 - Math.Pow(0.999, step)));
                weights[i] -= Rate * ((first / (Math.Sqrt(second) + 1e-8)) + (0.5 * weights[i]));
            }
        });
    }

    [TestMethod]
    [DataRow(0.9)]
    [DataRow(0.0)]
    public void SgdTakesTheStepsOfPyTorch(double momentum)
    {
        var sum = new double[2];
        Follow(groups => new Sgd(groups, momentum), 0.5, (weights, gradient, _) =>
        {
            for (var i = 0; i < 2; i++)
            {
                var slope = gradient[i] + (0.5 * weights[i]);
                sum[i] = (momentum * sum[i]) + slope;
                weights[i] -= Rate * (slope + (momentum * sum[i]));
            }
        });
    }

    [TestMethod]
    [DataRow(OptimizerKind.AdamW)]
    [DataRow(OptimizerKind.Sgd)]
    public void StepsAreThoseOfTorchSharpOverWholeNetworks(OptimizerKind kind)
    {
        var options = new TrainerOptions { Optimizer = kind, LearningRate = 0.01, WeightDecay = 0.1, Momentum = 0.9 };
        float[] Train(bool theirs)
        {
            manual_seed(5);
            using var network = Sequential(Linear(4, 8), ReLU(), Linear(8, 3), Linear(3, 1));
            using var rows = randn(64, 4);
            using var targets = rows.sum(1, true);
            using var ours = theirs ? null : Optimizer.Create(network, options);
            using var other = theirs ? Theirs(network, options) : null;
            for (var i = 0; i < 30; i++)
            {
                ours?.ZeroGradients();
                other?.zero_grad();
                Loss(network, rows, targets);
                ours?.Step();
                other?.step();
            }
            return [.. network.parameters().SelectMany(p => p.data<float>().ToArray())];
        }
        var (expected, actual) = (Train(theirs: true), Train(theirs: false));
        for (var i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], actual[i], 1e-5f, $"weight {i}");
    }

    [TestMethod]
    [DataRow(OptimizerKind.AdamW)]
    [DataRow(OptimizerKind.Sgd)]
    [DataRow(OptimizerKind.Lion)]
    public void StepsGoOnFromSavedState(OptimizerKind kind)
    {
        var options = new TrainerOptions { Optimizer = kind, LearningRate = 0.1 };
        float[] Train(bool isInterrupted)
        {
            using var weight = new Parameter(tensor(new[] { 1f, -2f }));
            using var network = new Holder(weight);
            var optimizer = Optimizer.Create(network, options);
            Give(optimizer, [5, -5]);
            if (isInterrupted)
            {
                using var saved = new MemoryStream();
                using (var writer = new BinaryWriter(saved, System.Text.Encoding.UTF8, leaveOpen: true)) optimizer.Save(writer);
                optimizer.Dispose();
                saved.Position = 0;
                optimizer = Optimizer.Create(network, options);
                using var reader = new BinaryReader(saved);
                optimizer.Load(reader);
            }
            Give(optimizer, [-0.1, 0.1]);
            optimizer.Dispose();
            return weight.data<float>().ToArray();
        }
        CollectionAssert.AreEqual(Train(isInterrupted: false), Train(isInterrupted: true));
    }

    [TestMethod]
    public void DecaySkipsEmbeddings()
    {
        using var network = Sequential(("words", Embedding(5, 3)), ("linear", Linear(3, 2)));
        using var optimizer = Optimizer.Create(network, new TrainerOptions { WeightDecay = 0.5 });
        CollectionAssert.AreEquivalent(new[] { (0, 2), (0.5, 1) }, optimizer.Groups.Select(g => (g.Decay, g.Count)).ToList());
    }

    [TestMethod]
    public void ParametersKeepTheirNumbersAndShapesAndGradientsReachThem()
    {
        using var network = Linear(3, 2);
        var before = network.parameters().Select(p => (p.shape, p.data<float>().ToArray())).ToList();
        using var optimizer = Optimizer.Create(network, new TrainerOptions());
        foreach (var ((shape, numbers), parameter) in before.Zip(network.parameters()))
        {
            CollectionAssert.AreEqual(shape, parameter.shape);
            CollectionAssert.AreEqual(numbers, parameter.data<float>().ToArray());
        }
        network.call(ones(1, 3)).sum().backward();
        Assert.AreEqual(8f, optimizer.Groups.Sum(g => g.Gradients.sum().item<float>()), 1e-6f);
        optimizer.ZeroGradients();
        Assert.AreEqual(0f, network.weight!.grad!.abs().sum().item<float>());
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

    // Three steps from (1, -2), beside what is expected of them.
    private static void Follow(Func<WeightGroup[], Optimizer> create, double decay, Action<double[], double[], int> expected)
    {
        using var weight = new Parameter(tensor(new[] { 1f, -2f }));
        using var optimizer = create([new WeightGroup([weight], Rate, decay)]);
        double[] weights = [1, -2];
        double[][] gradients = [[3, -1], [-0.2, -1], [-9, 0]];
        for (var step = 0; step < gradients.Length; step++)
        {
            Give(optimizer, gradients[step]);
            expected(weights, gradients[step], step + 1);
            for (var i = 0; i < 2; i++) Assert.AreEqual(weights[i], weight.data<float>()[i], 1e-5, $"step {step + 1}");
        }
    }

    private static void Give(Optimizer optimizer, double[] gradient)
    {
        optimizer.Groups[0].Gradients.copy_(tensor(gradient.Select(g => (float)g).ToArray()));
        optimizer.Step();
    }

    private static optim.Optimizer Theirs(Module network, TrainerOptions options)
    {
        var (matrices, vectors) = (network.parameters().Where(p => p.shape.Length > 1).ToList(), network.parameters().Where(p => p.shape.Length == 1).ToList());
        return options.Optimizer == OptimizerKind.Sgd
            ? optim.SGD([Sgd(matrices, options.WeightDecay), Sgd(vectors, 0)], options.LearningRate, options.Momentum, nesterov: true)
            : optim.AdamW([new TorchSharp.Modules.AdamW.ParamGroup(matrices, options.LearningRate, weight_decay: options.WeightDecay), new TorchSharp.Modules.AdamW.ParamGroup(vectors, options.LearningRate, weight_decay: 0)], options.LearningRate);

        SGD.ParamGroup Sgd(List<Parameter> parameters, double decay) => new(parameters, options.LearningRate, options.Momentum, 0, decay, true);
    }

    private sealed class Holder : Module
    {
        public Holder(Parameter weight) : base(nameof(Holder)) => register_parameter(nameof(weight), weight);
    }

    private static double Loss(Module<Tensor, Tensor> network, Tensor rows, Tensor targets)
    {
        using var scope = NewDisposeScope();
        var loss = functional.mse_loss(network.call(rows), targets);
        loss.backward();
        return loss.item<float>();
    }
}
