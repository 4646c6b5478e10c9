namespace MLNetDeep.AutoML;

/// <summary>Options of <see cref="Tuner.Nsga2"/>.</summary>
public sealed record Nsga2Options
{
    /// <summary>How many of the best trials so far are parents. Default 40.</summary>
    public int Population { get; init; } = 40;

    internal void Validate()
    {
        if (Population < 2)
            throw new ArgumentException($"Nsga2Options.Population must be at least 2, but was {Population}.");
    }
}

/// <summary>NSGA-II without generations: each proposal is a child of the best trials there are when it is made, so that many workers need not wait for each other.</summary>
internal sealed class Nsga2Tuner : ITuner
{
    /// <summary>The spread of children of crossed numbers, as in the paper.</summary>
    private const double CrossoverIndex = 20;

    private readonly Nsga2Options _options;

    public Nsga2Tuner(Nsga2Options options)
    {
        options.Validate();
        _options = options;
    }

    public string Name => "nsga2";

    public Configuration? Propose(TunerContext context)
    {
        var history = new TrialHistory(context, new SpaceEncoding(context.Space));
        Random random = context.Random();
        if (Startup.Propose(history, context, random, _options.Population) is { } first)
            return first;
        Observation[] parents = Ranking.Order(history.Observed)[.._options.Population];
        return Fresh.Find(history, random, () => Child(parents, history.Encoding, random));
    }

    private static double[] Child(Observation[] parents, SpaceEncoding encoding, Random random)
    {
        double[] mother = Tournament(parents, random), father = Tournament(parents, random);
        double rate = 1.0 / Math.Max(1, mother.Count(v => !double.IsNaN(v)));
        return encoding.Draw((d, _) =>
        {
            double value = Crossed(encoding.Dimensions[d], mother[d], father[d], random);
            return random.NextDouble() < rate ? Mutation.Changed(encoding.Dimensions[d], encoding.Dimensions[d].Snap(value), random) : value;
        });
    }

    private static double[] Tournament(Observation[] parents, Random random) => parents[Math.Min(random.Next(parents.Length), random.Next(parents.Length))].X;

    /// <summary>Simulated binary crossover for numbers, one of the two for choices.</summary>
    private static double Crossed(Dimension dimension, double mother, double father, Random random)
    {
        if (double.IsNaN(mother) || double.IsNaN(father))
            return !double.IsNaN(mother) ? mother : !double.IsNaN(father) ? father : dimension.Uniform(random);
        if (random.NextDouble() < 0.5)
            (mother, father) = (father, mother);
        if (dimension.IsChoice || random.NextDouble() < 0.5)
            return mother;
        double u = random.NextDouble();
        double spread = Math.Pow(u < 0.5 ? 2 * u : 1 / (2 * (1 - u)), 1 / (CrossoverIndex + 1));
        return 0.5 * (((1 + spread) * mother) + ((1 - spread) * father));
    }
}
