using MLNetDeep.AutoML;
using MLNetDeep.Bench;

namespace MLNetDeep.Tests.Tuners;

/// <summary>What the tuners reach on functions with known minima: a glance by default, the figures of docs/benchmarks.md with MLNETDEEP_FULL=1.</summary>
[TestClass]
public sealed class FunctionTests
{
    private static bool IsFull => Environment.GetEnvironmentVariable("MLNETDEEP_FULL") == "1";

    [TestMethod]
    [DataRow("Branin", 0.0), DataRow("Hartmann 6", 0.0), DataRow("Rosenbrock 4", 0.0), DataRow("mixed", 0.0), DataRow("conditional", 0.0)]
    public void Each_function_is_nothing_at_its_minimum(string name, double minimum)
    {
        Function function = Function.All.Single(f => f.Name == name);
        double[] hartmann = [0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573];
        var best = function.Space.Draw(h => h.Name switch
        {
            "x" => Math.PI,
            "y" => 2.275,
            "k" => 3,
            "c" => "b",
            "arch" => "mlp",
            "mlp.lr" => 1e-3,
            "mlp.layers" => 3,
            "mlp.drop" => 0.2,
            _ => name == "Hartmann 6" ? hartmann[h.Name[1] - '0'] : 1.0,
        });
        Assert.AreEqual(minimum, function.Value(best), 2e-5);
    }

    [TestMethod]
    [DataRow("tpe", "Branin", 0.3), DataRow("tpe", "conditional", 0.2), DataRow("gp", "Branin", 0.05), DataRow("evolution", "Branin", 0.3), DataRow("cmaes", "Branin", 0.4)]
    public void Few_seeds_come_near_the_minimum(string tuner, string function, double bound) => Assert.IsLessThan(bound, Median(tuner, function, tuner == "gp" ? 3 : 5, tuner == "gp" ? 30 : 100));

    [TestMethod]
    [DataRow("tpe", "Branin", 0.025), DataRow("tpe", "Hartmann 6", 0.12), DataRow("tpe", "Rosenbrock 4", 4.0), DataRow("tpe", "mixed", 2.7), DataRow("tpe", "conditional", 0.009)]
    [DataRow("gp", "Branin", 0.001), DataRow("gp", "Hartmann 6", 0.02), DataRow("gp", "Rosenbrock 4", 0.8)]
    public void Twenty_seeds_reach_what_is_wanted(string tuner, string function, double wanted)
    {
        if (!IsFull)
            Assert.Inconclusive("Slow: set MLNETDEEP_FULL=1 to run it.");
        Assert.IsLessThanOrEqualTo(wanted, Median(tuner, function, 20, 100));
    }

    [TestMethod]
    public void No_seed_in_four_stays_with_a_wrong_architecture()
    {
        int seeds = IsFull ? 40 : 12;
        Function function = Function.All.Single(f => f.Name == "conditional");
        int stuck = Enumerable.Range(1, seeds).Count(seed => !Run.Of(function, "tpe", seed, 100).Best.Contains("\"mlp\""));
        Assert.IsLessThan(seeds / 4, stuck);
    }

    [TestMethod]
    [DataRow("random"), DataRow("tpe"), DataRow("cmaes"), DataRow("evolution")]
    public void With_ten_thousand_trials_a_proposal_takes_less_than_half_a_second(string key)
    {
        SearchSpace space = new([.. Enumerable.Range(0, 8).Select(i => new RealHyperparameter($"x{i}", 0, 1)), new IntegerHyperparameter("k", 1, 100), new ChoiceHyperparameter("c", ["a", "b", "c"])]);
        var random = new Random(1);
        Trial[] trials = [.. Enumerable.Range(1, 10_000).Select(n => Sweeper.Completed(n, space.Draw(h => h switch
        {
            RealHyperparameter => random.NextDouble(),
            IntegerHyperparameter => random.Next(1, 101),
            _ => "a",
        }), random.NextDouble()) with { ProposedBy = key })];
        ITuner tuner = Tuner.Get(key);
        Assert.IsNotNull(tuner.Propose(new(space, Sweeper.Loss, trials, 10_001, 1)));
        double fastest = Enumerable.Range(10_002, 3).Min(n => ProcessorSeconds(() => tuner.Propose(new(space, Sweeper.Loss, trials, n, 1))));
        Assert.IsLessThan(0.5, fastest, $"{fastest:0.000} s");
        Console.WriteLine($"{key}: {1000 * fastest:0} ms");
    }

    private static double Median(string tuner, string name, int seeds, int evaluations)
    {
        Function function = Function.All.Single(f => f.Name == name);
        double[] regrets = [.. Enumerable.Range(1, seeds).Select(seed => Run.Of(function, tuner, seed, evaluations).Regret).Order()];
        return (regrets[(seeds - 1) / 2] + regrets[seeds / 2]) / 2;
    }

    /// <summary>Time on processors, which other work on the machine does not stretch.</summary>
    private static double ProcessorSeconds(Action action)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }
}
