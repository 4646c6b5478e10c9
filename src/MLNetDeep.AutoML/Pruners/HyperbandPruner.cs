namespace MLNetDeep.AutoML;

/// <summary>Options of <see cref="Pruner.Hyperband"/>.</summary>
public sealed record HyperbandOptions
{
    /// <summary>One of so many trials goes on from each rung to the next. Default 3.</summary>
    public int ReductionFactor { get; init; } = 3;

    /// <summary>The step (epoch or iteration) of the first rung in the bracket that stops soonest. Default 1.</summary>
    public int MinResource { get; init; } = 1;

    /// <summary>The steps of a trial that is never stopped. Default 81.</summary>
    public int MaxResource { get; init; } = 81;

    internal void Validate()
    {
        List<string> faults = [];
        if (ReductionFactor < 2)
            faults.Add($"HyperbandOptions.ReductionFactor must be at least 2, but was {ReductionFactor}.");
        if (MinResource < 1)
            faults.Add($"HyperbandOptions.MinResource must be at least 1, but was {MinResource}.");
        if (MaxResource < MinResource)
            faults.Add($"HyperbandOptions.MaxResource must be at least MinResource ({MinResource}), but was {MaxResource}.");
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(" ", faults));
    }
}

/// <summary>
/// Hyperband: several Asha at once, which begin to stop at different steps. A trial's number says which bracket it is in; brackets that stop sooner get more trials, as many
/// as would cost the same.
/// </summary>
internal sealed class HyperbandPruner : IPruner
{
    private static readonly double GoldenRatio = (Math.Sqrt(5) - 1) / 2;

    private readonly AshaPruner[] _brackets;
    private readonly double[] _shares;

    public HyperbandPruner(HyperbandOptions options)
    {
        options.Validate();
        List<AshaPruner> brackets = [];
        for (long first = options.MinResource; first <= options.MaxResource; first *= options.ReductionFactor)
            brackets.Add(new AshaPruner(new() { ReductionFactor = options.ReductionFactor, MinResource = (int)first }));
        _brackets = [.. brackets];
        // As published, with s the number of rungs above the first: ceil((s_max + 1) / (s + 1) · η^s) trials.
        _shares = [.. Enumerable.Range(0, brackets.Count).Select(i => brackets.Count - 1 - i)
            .Select(s => Math.Ceiling(brackets.Count / (s + 1.0) * Math.Pow(options.ReductionFactor, s)))];
    }

    public string Name => "hyperband";

    public string? Judge(Trial trial, IReadOnlyList<Trial> trials, Objective objective)
    {
        int bracket = Bracket(trial.Number);
        return _brackets[bracket].Judge(trial, [.. trials.Where(t => Bracket(t.Number) == bracket)], objective) is { } reason
            ? $"{reason} (Bracket {bracket + 1} of {_brackets.Length}.)"
            : null;
    }

    /// <summary>The bracket of a trial, from 0, that which stops soonest first: multiples of the golden ratio spread the trials of each evenly over the sweep.</summary>
    internal int Bracket(int number)
    {
        double place = number * GoldenRatio % 1 * _shares.Sum();
        int bracket = 0;
        while (bracket < _shares.Length - 1 && (place -= _shares[bracket]) >= 0)
            bracket++;
        return bracket;
    }
}
