using MLNetDeep.AutoML;

namespace MLNetDeep.Bench;

/// <summary>A function with a known minimum of 0, as a search.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Space">The space.</param>
/// <param name="Value">The value of a configuration.</param>
internal sealed record Function(string Name, SearchSpace Space, Func<Configuration, double> Value)
{
    private static readonly double[] Alpha = [1, 1.2, 3, 3.2];

    private static readonly double[][] A = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]];

    private static readonly double[][] P =
    [
        [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
        [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
    ];

    public static IReadOnlyList<Function> All { get; } =
    [
        new("Branin", new([new RealHyperparameter("x", -5, 10), new RealHyperparameter("y", 0, 15)]), Branin),
        new("Hartmann 6", new(Reals(6, 0, 1)), Hartmann),
        new("Rosenbrock 4", new(Reals(4, -2, 2)), Rosenbrock),
        new("mixed", new([.. Reals(3, -5, 5), new IntegerHyperparameter("k", 0, 10), new ChoiceHyperparameter("c", ["a", "b", "c", "d"])]), Mixed),
        new("conditional", Conditional(), OfArchitecture),
    ];

    private static IEnumerable<Hyperparameter> Reals(int count, double low, double high) => Enumerable.Range(0, count).Select(i => new RealHyperparameter($"x{i}", low, high));

    private static double[] Vector(Configuration c, int count) => [.. Enumerable.Range(0, count).Select(i => (double)c[$"x{i}"])];

    private static double Branin(Configuration c)
    {
        double x = (double)c["x"], y = (double)c["y"];
        return Math.Pow(y - (5.1 / (4 * Math.PI * Math.PI) * x * x) + (5 / Math.PI * x) - 6, 2) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x)) + 10 - 0.397887;
    }

    private static double Hartmann(Configuration c)
    {
        double[] x = Vector(c, 6);
        return 3.32237 - Enumerable.Range(0, 4).Sum(i => Alpha[i] * Math.Exp(-x.Select((v, j) => A[i][j] * Math.Pow(v - P[i][j], 2)).Sum()));
    }

    private static double Rosenbrock(Configuration c)
    {
        double[] x = Vector(c, 4);
        return Enumerable.Range(0, 3).Sum(i => (100 * Math.Pow(x[i + 1] - (x[i] * x[i]), 2)) + Math.Pow(1 - x[i], 2));
    }

    private static double Mixed(Configuration c)
    {
        double[] x = [.. Vector(c, 3).Select(v => v - 1)];
        double ackley = (-20 * Math.Exp(-0.2 * Math.Sqrt(x.Average(v => v * v)))) - Math.Exp(x.Average(v => Math.Cos(2 * Math.PI * v))) + 20 + Math.E;
        return ackley + (0.5 * Math.Abs((int)c["k"] - 3)) + (string)c["c"] switch { "a" => 2, "b" => 0, "c" => 1, _ => 3 };
    }

    private static SearchSpace Conditional()
    {
        Condition mlp = new("arch", ["mlp"]), cnn = new("arch", ["cnn"]), tree = new("arch", ["tree"]);
        return new(
        [
            new ChoiceHyperparameter("arch", ["mlp", "cnn", "tree"]),
            new RealHyperparameter("mlp.lr", 1e-5, 1, log: true) { Condition = mlp },
            new IntegerHyperparameter("mlp.layers", 1, 8) { Condition = mlp },
            new RealHyperparameter("mlp.drop", 0, 0.9) { Condition = mlp },
            new RealHyperparameter("cnn.lr", 1e-5, 1, log: true) { Condition = cnn },
            new IntegerHyperparameter("cnn.width", 8, 256, log: true) { Condition = cnn },
            new RealHyperparameter("tree.lr", 1e-3, 1, log: true) { Condition = tree },
        ]);
    }

    private static double OfArchitecture(Configuration c) => (string)c["arch"] switch
    {
        "mlp" => (Math.Pow(Math.Log10((double)c["mlp.lr"]) + 3, 2) / 4) + (0.05 * Math.Pow((int)c["mlp.layers"] - 3, 2)) + Math.Pow((double)c["mlp.drop"] - 0.2, 2),
        "cnn" => 0.1 + (Math.Pow(Math.Log10((double)c["cnn.lr"]) + 2, 2) / 4) + (0.1 * Math.Pow(Math.Log2((int)c["cnn.width"]) - 6, 2)),
        _ => 0.3 + (0.2 * Math.Pow(Math.Log10((double)c["tree.lr"]) + 1, 2)),
    };
}
