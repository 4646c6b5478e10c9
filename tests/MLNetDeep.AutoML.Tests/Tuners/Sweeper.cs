using MLNetDeep.AutoML;

namespace MLNetDeep.Tests.Tuners;

/// <summary>A sweep in memory: proposes, scores, proposes.</summary>
internal static class Sweeper
{
    public static readonly Objective[] Loss = [new("Loss", Maximize: false)];

    public static SearchSpace Mixed => new(
    [
        new ChoiceHyperparameter("arch", ["mlp", "cnn"]),
        new RealHyperparameter("rate", 1e-5, 1, log: true),
        new IntegerHyperparameter("layers", 1, 8) { Condition = new("arch", ["mlp"]) },
        new ChoiceHyperparameter("norm", [true, false]) { Condition = new("arch", ["mlp"]) },
        new IntegerHyperparameter("width", 8, 256, log: true) { Condition = new("arch", ["cnn"]) },
        new RealHyperparameter("decay", 0, 0.5) { Condition = new("norm", [true]) },
    ]);

    public static SearchSpace Numbers => new([new RealHyperparameter("x", -1, 1), new IntegerHyperparameter("k", 0, 20)]);

    /// <summary>Trials whose values a function of configuration and number gives; stops where the tuner has no more.</summary>
    public static List<Trial> Run(ITuner tuner, SearchSpace space, int count, Func<Configuration, int, double[]> values, int seed = 1, Objective[]? objectives = null)
    {
        List<Trial> trials = [];
        for (int number = 1; number <= count; number++)
        {
            if (tuner.ProposeNamed(new(space, objectives ?? Loss, trials, number, seed)) is not { } proposal)
                break;
            Assert.IsEmpty(space.Check(proposal.Configuration), proposal.Configuration.ToString());
            trials.Add(Completed(number, proposal.Configuration, values(proposal.Configuration, number)) with { ProposedBy = proposal.ProposedBy });
        }
        return trials;
    }

    public static Trial Completed(int number, Configuration configuration, params double[] values) =>
        new() { Number = number, Configuration = configuration, ProposedBy = "user", State = TrialState.Completed, Values = values };

    /// <summary>A smooth value of any configuration of the spaces here, least at rate 0.001, x 0.3 and k 7.</summary>
    public static double Score(Configuration c) =>
        (c.TryGet("rate", out object? rate) ? Math.Pow(Math.Log10((double)rate) + 3, 2) : 0)
        + (c.TryGet("layers", out object? layers) ? 0.1 * Math.Abs((int)layers - 3) : 0)
        + (c.TryGet("width", out object? width) ? 0.5 + Math.Abs(Math.Log2((int)width) - 6) : 0)
        + (c.TryGet("x", out object? x) ? Math.Pow((double)x - 0.3, 2) : 0)
        + (c.TryGet("k", out object? k) ? 0.05 * Math.Pow((int)k - 7, 2) : 0);
}
