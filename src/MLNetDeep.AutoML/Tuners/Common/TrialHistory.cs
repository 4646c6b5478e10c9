namespace MLNetDeep.AutoML;

/// <summary>
/// The trials as tuners look at them. A pruned trial counts with its last report where reports are about the objective, otherwise as the worst, as does a failed one and one whose value is no finite number as the worst; a skipped one
/// teaches nothing, but is not proposed again.
/// </summary>
internal sealed class TrialHistory
{
    private readonly TunerContext _context;
    private HashSet<Configuration>? _tried;

    public TrialHistory(TunerContext context, SpaceEncoding encoding)
    {
        _context = context;
        Encoding = encoding;
        Observed = [.. context.Trials.Where(t => t.State is TrialState.Completed or TrialState.Pruned or TrialState.Failed).Select(Observe)];
        InFlight = [.. context.Trials.Where(t => !t.IsOver).Select(t => encoding.Encode(t.Configuration))];
    }

    public SpaceEncoding Encoding { get; }

    /// <summary>The trials that are over, in order of their numbers.</summary>
    public IReadOnlyList<Observation> Observed { get; }

    /// <summary>The configurations of the trials that wait or run.</summary>
    public IReadOnlyList<double[]> InFlight { get; }

    /// <summary>Every configuration proposed so far.</summary>
    public IReadOnlySet<Configuration> Tried => _tried ??= [.. _context.Trials.Select(t => t.Configuration)];

    private Observation Observe(Trial trial) => new(
        trial.Number,
        Encoding.Encode(trial.Configuration),
        Losses(trial),
        trial.State == TrialState.Completed ? trial.Violations.Sum(v => double.IsNaN(v) ? double.PositiveInfinity : Math.Max(0, v)) : 0,
        trial.ProposedBy);

    private double[] Losses(Trial trial)
    {
        double[] losses = new double[_context.Objectives.Count];
        for (int i = 0; i < losses.Length; i++)
        {
            double? value = trial.State switch
            {
                TrialState.Completed when i < trial.Values.Count => trial.Values[i],
                TrialState.Pruned when losses.Length == 1 && _context.ReportsObjective && trial.Reports.Count > 0 => trial.Reports[^1].Value,
                _ => null,
            };
            losses[i] = value is { } v && double.IsFinite(v) ? _context.Objectives[i].Loss(v) : double.PositiveInfinity;
        }
        return losses;
    }
}
