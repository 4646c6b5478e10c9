namespace MLNetDeep.AutoML;

/// <summary>Given configurations first, then another tuner's.</summary>
internal sealed class PortfolioTuner(IReadOnlyList<Configuration> configurations, ITuner then) : ITuner
{
    public string Name => "portfolio";

    public Configuration? Propose(TunerContext context) => ProposeNamed(context)?.Configuration;

    public (Configuration Configuration, string ProposedBy)? ProposeNamed(TunerContext context)
    {
        string[] faults = [.. configurations.SelectMany((c, i) => context.Space.Check(c).Select(fault => $"Configuration {i + 1} of the portfolio: {fault}"))];
        if (faults.Length > 0)
            throw new ArgumentException(string.Join(" ", faults), nameof(context));
        HashSet<Configuration> tried = [.. context.Trials.Select(t => t.Configuration)];
        return configurations.FirstOrDefault(c => !tried.Contains(c)) is { } next ? (next, Name) : then.ProposeNamed(context);
    }
}
