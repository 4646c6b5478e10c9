using Microsoft.ML;

namespace MLNetDeep.AutoML;

/// <summary>The models and predictions of the best trials of this process. Those of the others are let go: a network holds memory outside of .NET's.</summary>
internal sealed class SweepMemory(IReadOnlyList<Objective> objectives, int most, ITrialStore store)
{
    private const string File = "predictions";

    private readonly Dictionary<int, (TrialResult Result, double Loss)> _kept = [];
    private readonly Lock _lock = new();

    /// <summary>The schema of the rows, where models of the best trials are kept in the store for another process; null where they are not.</summary>
    public DataViewSchema? KeptFor { get; init; }

    /// <summary>Keeps what a trial left behind, if it is one of the best.</summary>
    public void Keep(int number, TrialResult result)
    {
        if (result.Outcome is not { State: TrialState.Completed } outcome)
            return;
        if (result.Predictions is { } predictions)
            store.Keep(number, File, predictions.ToBytes());
        if (KeptFor is { } schema && IsBest(outcome))
            KeptModels.Keep(store, number, result.Models, schema);
        lock (_lock)
        {
            // What breaks a constraint is never the result, however good it is.
            _kept[number] = (result, outcome.Violations.All(v => v <= 0) ? objectives[0].Loss(outcome.Values[0]) : double.PositiveInfinity);
            while (_kept.Count > most)
                Drop(_kept.MaxBy(k => k.Value.Loss).Key, []);
        }
    }

    /// <summary>Lets go of all models but those that the result is made of.</summary>
    public void DropAllBut(IReadOnlyCollection<ITransformer> used)
    {
        lock (_lock)
        {
            foreach (int number in _kept.Keys.ToList())
                Drop(number, used);
        }
    }

    /// <summary>The models of a trial; none where another process ran it and kept none, or it was not among the best.</summary>
    public IReadOnlyList<ITransformer> Models(int number)
    {
        lock (_lock)
        {
            if (_kept.TryGetValue(number, out var kept))
                return kept.Result.Models;
        }
        return KeptModels.Load(store, number);
    }

    /// <summary>The predictions of the best trials, those of other processes and of before a restart included.</summary>
    public IReadOnlyDictionary<int, Predictions> Predictions()
    {
        Dictionary<int, Predictions> all = [];
        foreach (Trial trial in TrialRanking.Order(store.Read().Where(t => t.IsFeasible), objectives).Take(most))
        {
            if (Own(trial.Number) is { } own)
                all[trial.Number] = own;
            else if (store.Kept(trial.Number, File) is { } content)
                all[trial.Number] = AutoML.Predictions.FromBytes(content);
        }
        return all;
    }

    private bool IsBest(TrialOutcome outcome) => outcome.Violations.All(v => v <= 0)
        && !(TrialRanking.Best(store.Read(), objectives) is { } best && objectives[0].Loss(best.Values[0]) <= objectives[0].Loss(outcome.Values[0]));

    private Predictions? Own(int number)
    {
        lock (_lock)
            return _kept.TryGetValue(number, out var kept) ? kept.Result.Predictions : null;
    }

    private void Drop(int number, IReadOnlyCollection<ITransformer> used)
    {
        foreach (IDisposable model in _kept[number].Result.Models.Where(m => !used.Contains(m)).OfType<IDisposable>())
            model.Dispose();
        _kept.Remove(number);
    }
}
