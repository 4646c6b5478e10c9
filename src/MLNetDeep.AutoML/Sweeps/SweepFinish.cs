using Microsoft.ML;

namespace MLNetDeep.AutoML;

/// <summary>Makes the result of a sweep: chooses the members of the ensemble, trains them on all rows as far as there is time, and puts them together.</summary>
internal sealed class SweepFinish(MLContext ml, PredictionTask task, SweepData data, SweepSettings settings, TrialRunner runner, SweepMemory memory, SweepClock clock, CancellationToken cancel)
{
    // All rows are more than those of a fold.
    private const double Caution = 1.2;

    /// <summary>Makes the result.</summary>
    /// <returns>The model, the trials that it is made of, and the models in it.</returns>
    public (ITransformer Model, IReadOnlyList<EnsembleMember> Members, IReadOnlyCollection<ITransformer> Parts) Build(Trial best, IReadOnlyList<Trial> trials)
    {
        Tell(trials, best, "combining the best trials");
        IReadOnlyList<EnsembleMember> members = Choose(best, trials);
        Tell(trials, best, "training the best on all rows");
        List<(ITransformer, double)> models = [];
        foreach (EnsembleMember member in members)
            models.AddRange(Models(trials.First(t => t.Number == member.Trial), member.Weight));
        double sum = models.Sum(m => m.Item2);
        return (EnsembleModel.Build(ml, task, [.. models.Select(m => (m.Item1, m.Item2 / sum))], data.Rows), members, [.. models.Select(m => m.Item1)]);
    }

    private IReadOnlyList<EnsembleMember> Choose(Trial best, IReadOnlyList<Trial> trials)
    {
        EnsembleMember[] alone = [new(best.Number, 1)];
        // Of several objectives a mean of models is good for one alone; and a bound that one model keeps several do not.
        if (settings.EnsembleSize < 2 || data.Truth is not { } truth || settings.Objectives.Count > 1 || settings.Constraints.Count > 0)
            return alone;
        HashSet<int> completed = [.. trials.Where(t => t.IsFeasible).Select(t => t.Number)];
        Dictionary<int, Predictions> candidates = memory.Predictions().Where(p => completed.Contains(p.Key) && p.Value.Rows == truth.Values.Length).ToDictionary();
        if (!candidates.ContainsKey(best.Number))
            return alone;
        return new GreedySelection(truth, settings.Objectives[0]).Choose(candidates, settings.EnsembleSize);
    }

    // The model trained on all rows where there is time for that; else the one of the validation, or those of the folds with equal weights.
    private IEnumerable<(ITransformer, double)> Models(Trial trial, double weight)
    {
        IReadOnlyList<ITransformer> own = memory.Models(trial.Number);
        if (own.Count == 0 || (settings.Refits && HasTime(trial)))
        {
            ITransformer? whole = TryFit(trial, isNeeded: own.Count == 0);
            if (whole is not null)
                return [(whole, weight)];
        }
        return own.Select(model => (model, weight / own.Count));
    }

    private bool HasTime(Trial trial) => !cancel.IsCancellationRequested
        && (clock.Left is not { } left || Caution * trial.Metrics.GetValueOrDefault(TrialRunner.TrainingTime) <= left.TotalSeconds);

    private ITransformer? TryFit(Trial trial, bool isNeeded)
    {
        try
        {
            ITransformer whole = runner.FitAll(trial.Configuration, isNeeded ? CancellationToken.None : cancel);
            if (isNeeded || !cancel.IsCancellationRequested)
                return whole;
            // A network that was stopped on its way is worse than the one that was measured.
            (whole as IDisposable)?.Dispose();
            return null;
        }
        // There are models of this trial already: a training that fails now must not lose them.
        catch (Exception) when (!isNeeded)
        {
            return null;
        }
    }

    private void Tell(IReadOnlyList<Trial> trials, Trial best, string stage) => settings.OnProgress?.Invoke(new SweepProgress(trials, best, clock.Elapsed, clock.Left, stage));
}
