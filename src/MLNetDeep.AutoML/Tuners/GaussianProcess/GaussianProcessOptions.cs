namespace MLNetDeep.AutoML;

/// <summary>Options of <see cref="Tuner.GaussianProcess"/>.</summary>
public sealed record GaussianProcessOptions
{
    /// <summary>How many trials fill the space evenly before the first is learnt from. Default 10.</summary>
    public int StartupTrials { get; init; } = 10;

    /// <summary>Of how many trials at most it learns: the best half and the latest of the others. The time of a proposal grows with its third power. Default 300.</summary>
    public int MaximumTrials { get; init; } = 300;

    internal void Validate()
    {
        List<string> faults = [];
        if (StartupTrials < 2)
            faults.Add($"GaussianProcessOptions.StartupTrials must be at least 2, but was {StartupTrials}.");
        if (MaximumTrials < 10)
            faults.Add($"GaussianProcessOptions.MaximumTrials must be at least 10, but was {MaximumTrials}.");
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(" ", faults));
    }
}
