namespace MLNetDeep.AutoML;

/// <summary>Options of <see cref="Tuner.Tpe"/>.</summary>
public sealed record TpeOptions
{
    /// <summary>How many trials fill the space evenly before the first is learnt from. Default 10.</summary>
    public int StartupTrials { get; init; } = 10;

    /// <summary>How many configurations are drawn from the density of good trials for each proposal. Default 24.</summary>
    public int Candidates { get; init; } = 24;

    internal void Validate()
    {
        List<string> faults = [];
        if (StartupTrials < 1)
            faults.Add($"TpeOptions.StartupTrials must be at least 1, but was {StartupTrials}.");
        if (Candidates < 1)
            faults.Add($"TpeOptions.Candidates must be at least 1, but was {Candidates}.");
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(" ", faults));
    }
}
