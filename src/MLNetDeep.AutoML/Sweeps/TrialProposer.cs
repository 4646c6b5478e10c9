namespace MLNetDeep.AutoML;

/// <summary>Asks the tuner for configurations, and knows from the trials of before how long one may take.</summary>
internal sealed class TrialProposer(SweepSettings settings, JointSpace space, ITuner tuner, Objective reported)
{
    private const string Portfolio = "portfolio";

    private const double LargestShare = 0.25, DearShare = 0.05;

    private const int MostRejected = 7, Stride = 1_000_003, BestContenders = 2;

    /// <summary>Proposes the next trial; for <see cref="ITrialStore.Add"/>.</summary>
    public (Configuration Configuration, string ProposedBy)? Propose(IReadOnlyList<Trial> trials, int number)
    {
        for (int attempt = 0; ; attempt++)
        {
            // Another number draws other random values.
            var context = new TunerContext(space.Space, settings.Objectives, trials, number + (attempt * Stride), settings.Seed) { Reported = reported };
            if (tuner.ProposeNamed(context) is not var (configuration, by))
                return null;
            if (attempt == MostRejected || by == Portfolio || !IsTooDear(configuration, trials))
                return (configuration, by);
        }
    }

    /// <summary>Why a trial is not begun: it would not end in the time that is left. A network is begun where it gets half of the time that it needs: its best epoch counts. Null where it is begun.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="left">The time left for the search; null for any.</param>
    public string? WhyNotBegun(Trial trial, TimeSpan? left)
    {
        if (left is not { } time || Expected(trial.Configuration) is not { } seconds)
            return null;
        (Contender contender, _) = space.Split(trial.Configuration);
        double needed = contender.IsDeep ? seconds / 2 : seconds;
        return needed <= time.TotalSeconds ? null : FormattableString.Invariant($"Not begun: trials of {contender.DisplayName} took about {seconds:0.#} s, and {Math.Max(0, time.TotalSeconds):0.#} s were left for the search.");
    }

    /// <summary>The most time that a trial may take of a budget: a network that would fill all of it leaves room for others, and its best epoch so far counts. Null for any.</summary>
    public TimeSpan? Longest(Trial trial) => settings.Budget is { } budget && settings.Contenders.Count > 1 && space.Split(trial.Configuration).Contender.IsDeep ? LargestShare * budget : null;

    /// <summary>The trials that the expectation is learnt from.</summary>
    public Func<IReadOnlyList<Trial>> History { get; init; } = () => [];

    /// <summary>What is left of the time budget; null for any.</summary>
    public Func<TimeSpan?> Left { get; init; } = () => null;

    // By one slow trial of a contender that is behind, a search loses many quick ones of those in front.
    private bool IsTooDear(Configuration configuration, IReadOnlyList<Trial> trials)
    {
        if (Left() is not { } left || Expected(configuration) is not { } seconds || seconds < DearShare * left.TotalSeconds)
            return false;
        object[] best = [.. trials.Where(t => t.IsFeasible).GroupBy(t => t.Configuration[JointSpace.Choice])
            .OrderBy(g => g.Min(t => settings.Objectives[0].Loss(t.Values[0]))).Take(BestContenders).Select(g => g.Key)];
        return !best.Contains(configuration[JointSpace.Choice]);
    }

    // The median of the completed trials of the same contender.
    private double? Expected(Configuration configuration)
    {
        object key = configuration[JointSpace.Choice];
        double[] seconds = [.. History().Where(t => t.State == TrialState.Completed && t.Configuration[JointSpace.Choice].Equals(key)).Select(t => (t.Ended - t.Started)!.Value.TotalSeconds).Order()];
        return seconds.Length > 0 ? seconds[seconds.Length / 2] : null;
    }
}
