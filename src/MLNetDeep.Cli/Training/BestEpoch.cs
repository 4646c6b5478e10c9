namespace MLNetDeep.Cli.Training;

/// <summary>The best epoch of a training without labels.</summary>
internal static class BestEpoch
{
    /// <summary>Its loss and accuracy on what is held out; on all where nothing is.</summary>
    public static Dictionary<string, double> Metrics(TrainingHistory history)
    {
        var metrics = new Dictionary<string, double>();
        IReadOnlyDictionary<string, double>? best = history.Epochs.FirstOrDefault(e => e.Epoch == history.BestEpoch)?.Metrics;
        foreach (string name in new[] { "Loss", "Accuracy" })
        {
            if (best is not null && (best.TryGetValue($"Validation{name}", out double value) || best.TryGetValue(name, out value)))
                metrics[name] = value;
        }
        return metrics;
    }
}
