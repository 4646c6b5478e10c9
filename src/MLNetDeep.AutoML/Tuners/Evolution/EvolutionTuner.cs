namespace MLNetDeep.AutoML;

/// <summary>Options of <see cref="Tuner.Evolution"/>.</summary>
public sealed record EvolutionOptions
{
    /// <summary>How many of the latest trials are alive. Default 25.</summary>
    public int Population { get; init; } = 25;

    /// <summary>Of how many of them, drawn by chance, the best is changed. Default 8.</summary>
    public int Sample { get; init; } = 8;

    internal void Validate()
    {
        List<string> faults = [];
        if (Population < 2)
            faults.Add($"EvolutionOptions.Population must be at least 2, but was {Population}.");
        if (Sample < 1 || Sample > Population)
            faults.Add($"EvolutionOptions.Sample must be at least 1 and at most Population ({Population}), but was {Sample}.");
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(" ", faults));
    }
}

/// <summary>Regularized evolution: the population is the latest trials, so that a lucky one ages too.</summary>
internal sealed class EvolutionTuner : ITuner
{
    private readonly EvolutionOptions _options;

    public EvolutionTuner(EvolutionOptions options)
    {
        options.Validate();
        _options = options;
    }

    public string Name => "evolution";

    public Configuration? Propose(TunerContext context)
    {
        var history = new TrialHistory(context, new SpaceEncoding(context.Space));
        Random random = context.Random();
        if (Startup.Propose(history, context, random, _options.Population) is { } first)
            return first;
        Observation[] alive = Ranking.Order(history.Observed.TakeLast(_options.Population));
        return Fresh.Find(history, random, () => Mutation.OfOne(Winner(alive, random), history.Encoding, random));
    }

    /// <summary>The best of a few, told by its place in the order.</summary>
    private double[] Winner(Observation[] alive, Random random)
    {
        int best = alive.Length - 1;
        for (int i = 0; i < _options.Sample; i++)
            best = Math.Min(best, random.Next(alive.Length));
        return alive[best].X;
    }
}
