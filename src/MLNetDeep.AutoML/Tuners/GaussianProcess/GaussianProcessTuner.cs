namespace MLNetDeep.AutoML;

/// <summary>Bayesian optimization with a Gaussian process. Trials in flight count with the value that is expected of them, so that another place is proposed.</summary>
internal sealed class GaussianProcessTuner : ITuner
{
    private readonly GaussianProcessOptions _options;

    public GaussianProcessTuner(GaussianProcessOptions options)
    {
        options.Validate();
        _options = options;
    }

    public string Name => "gp";

    public Configuration? Propose(TunerContext context)
    {
        var history = new TrialHistory(context, new SpaceEncoding(context.Space));
        Random random = context.Random();
        if (Startup.Propose(history, context, random, _options.StartupTrials) is { } first)
            return first;
        Observation[] order = Ranking.Order(history.Observed);
        Observation[] used = order.Length <= _options.MaximumTrials ? order
            : [.. order.Take(_options.MaximumTrials / 2), .. order.Skip(_options.MaximumTrials / 2).OrderByDescending(o => o.Number).Take(_options.MaximumTrials / 2)];
        AcquisitionSearch search = Search(history, used, random);
        IReadOnlyList<double[]> best = [.. used.Take(5).Select(o => o.X)];
        return Fresh.Find(history, random, () => search.Find(best));
    }

    private static AcquisitionSearch Search(TrialHistory history, Observation[] used, Random random)
    {
        double[] y = Targets.Of(used, random);
        double[][] x = [.. used.Select(o => AcquisitionSearch.Filled(o.X))];
        MaternKernel kernel = new MarginalLikelihood(x, y, [.. history.Encoding.Dimensions.Select(d => d.IsChoice)]).Fit();
        Posterior posterior = Posterior.Of(kernel, x, y);
        if (history.InFlight.Count > 0)
        {
            double[][] inFlight = [.. history.InFlight.Select(AcquisitionSearch.Filled)];
            posterior = Posterior.Of(kernel, [.. x, .. inFlight], [.. y, .. inFlight.Select(f => posterior.At(f).Mean)]);
        }
        return new AcquisitionSearch(history.Encoding, new LogExpectedImprovement(posterior, y.Min()), random);
    }
}
