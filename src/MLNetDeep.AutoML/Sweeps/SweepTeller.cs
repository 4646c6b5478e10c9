using Microsoft.ML;

namespace MLNetDeep.AutoML;

/// <summary>Tells what came of a trial: whoever wants to know of progress, and whoever keeps the best model.</summary>
internal sealed class SweepTeller(SweepSettings settings, ITrialStore store, SweepMemory memory, SweepClock clock)
{
    private readonly Lock _telling = new();
    private volatile bool _isTargetReached;

    /// <summary>Whether the first objective has reached its target.</summary>
    public bool IsTargetReached => _isTargetReached;

    /// <summary>Tells that a trial has ended.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="models">The models of its folds; null where another process has them.</param>
    public void Tell(int number, IReadOnlyList<ITransformer>? models)
    {
        // One at a time: those who are told write files and draw tables.
        using Lock.Scope alone = _telling.EnterScope();
        IReadOnlyList<Trial> trials = store.Read();
        Trial? best = TrialRanking.Best(trials, settings.Objectives);
        if (best?.Number == number)
        {
            if (settings.OnBest is { } keep && (models ?? memory.Models(number)) is [var model, ..])
                keep(best, model);
            if (settings.Target is { } target && !settings.Objectives[0].IsBetter(target, best.Values[0]))
                _isTargetReached = true;
        }
        settings.OnProgress?.Invoke(new SweepProgress(trials, best, clock.Elapsed, clock.Left, "searching"));
    }
}
