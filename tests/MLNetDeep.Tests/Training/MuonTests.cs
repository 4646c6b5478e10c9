using MLNetDeep.Common;
using MLNetDeep.Training.Optimizers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Training;

/// <summary>Muon: its steps against a plain statement of them, which parameters are matrices to it, and its state.</summary>
[TestClass]
public sealed class MuonTests
{
    private const double Rate = 0.1, Decay = 0.5;

    [TestMethod]
    [DataRow(3, 5)]
    [DataRow(5, 3)]
    [DataRow(4, 4)]
    public void It_takes_the_steps_of_its_description(int rows, int columns)
    {
        manual_seed(1);
        using var first = new Parameter(randn(rows, columns));
        using var second = new Parameter(randn(rows, columns));
        using var muon = new Muon([new WeightGroup([first, second], Rate, Decay, matrices: [2, rows, columns])], 0.9, 0.999);
        double[][,] expected = [Plain(first), Plain(second)], momentum = [new double[rows, columns], new double[rows, columns]];
        for (var step = 0; step < 3; step++)
        {
            Parameter[] both = [first, second];
            for (var i = 0; i < 2; i++)
            {
                using var gradient = randn(rows, columns);
                both[i].grad!.copy_(gradient);
                Step(expected[i], momentum[i], Plain(gradient));
            }
            muon.Step();
            for (var i = 0; i < 2; i++) AssertAlike(expected[i], Plain(both[i]), 2e-4);
        }
    }

    [TestMethod]
    public void Singular_values_become_about_1()
    {
        manual_seed(2);
        using var matrices = randn(4, 24, 40);
        using var values = linalg.svdvals(Muon.Orthogonal(matrices));
        Assert.IsTrue(values.data<float>().ToArray().All(value => value is > 0.5f and < 1.3f), $"{values.min().item<float>()} to {values.max().item<float>()}");
    }

    [TestMethod]
    public void Matrices_and_kernels_of_hidden_layers_are_orthogonalized_and_nothing_else()
    {
        using var network = Sequential(("first", Conv2d(3, 4, 3)), ("embed", Embedding(7, 4)), ("hidden", Linear(6, 5)), ("norm", LayerNorm(5)), ("last", Linear(5, 2)));
        using var optimizer = Optimizer.Create(network, new TrainerOptions { Optimizer = OptimizerKind.Muon });
        CollectionAssert.AreEquivalent(new[] { "1 4 27", "1 5 6" }, optimizer.Groups.Where(group => group.Matrices is not null).Select(group => string.Join(' ', group.Matrices!)).ToArray());
        Assert.IsTrue(optimizer.Groups.All(group => group.States.Count == (group.Matrices is null ? 2 : 1)));
        Assert.AreEqual(network.parameters().Sum(p => p.numel()), optimizer.Groups.Sum(group => group.Weights.numel()));
    }

    [TestMethod]
    public void A_part_that_is_called_head_makes_outputs()
    {
        using var network = Sequential(("head", Linear(6, 5)), ("other", Linear(5, 4)));
        using var optimizer = Optimizer.Create(network, new TrainerOptions { Optimizer = OptimizerKind.Muon });
        Assert.AreEqual("1 4 5", string.Join(' ', optimizer.Groups.Single(group => group.Matrices is not null).Matrices!));
    }

    [TestMethod]
    public void Steps_go_on_from_saved_state()
    {
        float[] Train(bool isInterrupted)
        {
            manual_seed(3);
            using var network = Sequential(("hidden", Linear(6, 5)), ("last", Linear(5, 2)));
            using var rows = randn(16, 6);
            var options = new TrainerOptions { Optimizer = OptimizerKind.Muon, LearningRate = 0.05 };
            var optimizer = Optimizer.Create(network, options);
            for (var i = 0; i < 6; i++)
            {
                optimizer.ZeroGradients();
                using (var loss = network.call(rows).Squared().sum()) loss.backward();
                optimizer.Step();
                if (i != 2 || !isInterrupted) continue;
                using var saved = new MemoryStream();
                using (var writer = new BinaryWriter(saved, System.Text.Encoding.UTF8, leaveOpen: true)) optimizer.Save(writer);
                optimizer.Dispose();
                saved.Position = 0;
                optimizer = Optimizer.Create(network, options);
                using var reader = new BinaryReader(saved);
                optimizer.Load(reader);
            }
            optimizer.Dispose();
            return [.. network.parameters().SelectMany(p => p.data<float>().ToArray())];
        }
        CollectionAssert.AreEqual(Train(isInterrupted: false), Train(isInterrupted: true));
    }

    // Momentum 0.95 as Nesterov has it, five Newton-Schulz iterations of the whole matrix, decay beside the step.
    private static void Step(double[,] weights, double[,] momentum, double[,] gradient)
    {
        var (rows, columns) = (weights.GetLength(0), weights.GetLength(1));
        var x = new double[rows, columns];
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
            {
                momentum[i, j] = (0.95 * momentum[i, j]) + gradient[i, j];
                x[i, j] = gradient[i, j] + (0.95 * momentum[i, j]);
            }
        var norm = Math.Sqrt(x.Cast<double>().Sum(value => value * value));
        x = Each(x, value => value / norm);
        for (var k = 0; k < 5; k++)
        {
            var a = Product(x, Turned(x));
            var b = Sum(Each(a, value => -4.7750 * value), Each(Product(a, a), value => 2.0315 * value));
            x = Sum(Each(x, value => 3.4445 * value), Product(b, x));
        }
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++) weights[i, j] -= Rate * ((Decay * weights[i, j]) + (0.2 * Math.Sqrt(Math.Max(rows, columns)) * x[i, j]));
    }

    private static double[,] Plain(Tensor matrix)
    {
        var values = matrix.detach().data<float>().ToArray();
        var plain = new double[matrix.shape[0], matrix.shape[1]];
        for (var i = 0; i < values.Length; i++) plain[i / matrix.shape[1], i % matrix.shape[1]] = values[i];
        return plain;
    }

    private static double[,] Each(double[,] matrix, Func<double, double> of)
    {
        var made = new double[matrix.GetLength(0), matrix.GetLength(1)];
        for (var i = 0; i < made.GetLength(0); i++)
            for (var j = 0; j < made.GetLength(1); j++) made[i, j] = of(matrix[i, j]);
        return made;
    }

    private static double[,] Sum(double[,] left, double[,] right)
    {
        var made = Each(left, value => value);
        for (var i = 0; i < made.GetLength(0); i++)
            for (var j = 0; j < made.GetLength(1); j++) made[i, j] += right[i, j];
        return made;
    }

    private static double[,] Turned(double[,] matrix)
    {
        var made = new double[matrix.GetLength(1), matrix.GetLength(0)];
        for (var i = 0; i < made.GetLength(0); i++)
            for (var j = 0; j < made.GetLength(1); j++) made[i, j] = matrix[j, i];
        return made;
    }

    private static double[,] Product(double[,] left, double[,] right)
    {
        var made = new double[left.GetLength(0), right.GetLength(1)];
        for (var i = 0; i < made.GetLength(0); i++)
            for (var j = 0; j < made.GetLength(1); j++)
                for (var k = 0; k < left.GetLength(1); k++) made[i, j] += left[i, k] * right[k, j];
        return made;
    }

    private static void AssertAlike(double[,] expected, double[,] actual, double tolerance)
    {
        foreach (var (one, other) in expected.Cast<double>().Zip(actual.Cast<double>())) Assert.AreEqual(one, other, tolerance);
    }
}
