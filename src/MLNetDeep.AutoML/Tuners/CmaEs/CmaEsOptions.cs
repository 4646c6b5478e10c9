namespace MLNetDeep.AutoML;

/// <summary>Options of <see cref="Tuner.CmaEs"/>.</summary>
public sealed record CmaEsOptions
{
    /// <summary>Trials in a generation; 0, the default, for 4 + 3 ln(number of hyperparameters). Doubled whenever the search begins anew.</summary>
    public int Population { get; init; }

    /// <summary>The first step size, as part of each range. Default 0.25.</summary>
    public double InitialStep { get; init; } = 0.25;

    internal void Validate()
    {
        List<string> faults = [];
        if (Population is not 0 and < 3)
            faults.Add($"CmaEsOptions.Population must be 0 or at least 3, but was {Population}.");
        if (!(InitialStep > 0) || InitialStep > 1)
            faults.Add(FormattableString.Invariant($"CmaEsOptions.InitialStep must be above 0 and at most 1, but was {InitialStep}."));
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(" ", faults));
    }
}
