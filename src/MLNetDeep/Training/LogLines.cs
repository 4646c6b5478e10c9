using System.Globalization;

namespace MLNetDeep.Training;

/// <summary>What a training says of its epochs and its end.</summary>
internal static class LogLines
{
    public static void Describe(this ITrainingLog log, EpochResult result) => log.Info(
        $"Epoch {result.Epoch}: {string.Join(", ", result.Metrics.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Key} {m.Value:g4}")))}, "
        + string.Create(CultureInfo.InvariantCulture, $"{result.Seconds:f1} s{(result.IsBest ? ", best so far" : "")}."));

    public static void Conclude(this ITrainingLog log, TrainingHistory history, long steps)
    {
        var kept = history.BestEpoch == 0 ? "the weights of the epoch under way are kept" : $"the weights of epoch {history.BestEpoch} are kept";
        if (history.StopReason == StopReason.Cancelled) log.Warning($"Training was cancelled after {steps} steps; {kept}.");
        else log.Info($"Training ended ({history.StopReason}) after {history.Epochs.Count} epochs; {kept}.");
    }
}
