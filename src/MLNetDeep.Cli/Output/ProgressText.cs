using System.Globalization;

namespace MLNetDeep.Cli.Output;

/// <summary>How far a training is, in words.</summary>
internal static class ProgressText
{
    /// <summary>Beside a bar that moves: the numbers of the epoch under way.</summary>
    public static string Moving(TrainingProgress now, EpochResult? last)
    {
        string validation = last is null ? "" : Metric(last, "  validation accuracy ", "ValidationAccuracy", "0.0000");
        return $"epoch {now.Epoch}/{now.MaxEpochs}  loss {Number(now.Loss, "0.0000")}  accuracy {Number(now.Metric, "0.0000")}{validation}"
            + $"  {Number(now.RowsPerSecond, "#,0")} rows/s  {Duration(now.Remaining)} left";
    }

    /// <summary>One plain line for an epoch that ended. Early stopping makes the time left shorter.</summary>
    public static string Line(EpochResult epoch, int maxEpochs, double secondsSoFar)
    {
        TimeSpan left = TimeSpan.FromSeconds(secondsSoFar / epoch.Epoch * (maxEpochs - epoch.Epoch));
        return $"epoch {epoch.Epoch}/{maxEpochs}"
            + Metric(epoch, "  loss ", "Loss", "0.0000")
            + Metric(epoch, "  accuracy ", "Accuracy", "0.0000")
            + Metric(epoch, "  validation loss ", "ValidationLoss", "0.0000")
            + Metric(epoch, "  accuracy ", "ValidationAccuracy", "0.0000")
            + Metric(epoch, "  rows/s ", "RowsPerSecond", "#,0")
            + $"  {Duration(left)} left{(epoch.IsBest ? "  best so far" : "")}";
    }

    /// <summary>A time as people read it: 4.2 s, 3 min 20 s, 2 h 05 min.</summary>
    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 9.95 => $"{Number(time.TotalSeconds, "0.0")} s",
        < 59.5 => $"{Number(time.TotalSeconds, "0")} s",
        < 3600 => $"{(int)time.TotalMinutes} min {time.Seconds:00} s",
        _ => $"{(int)time.TotalHours} h {time.Minutes:00} min",
    };

    private static string Metric(EpochResult epoch, string before, string name, string format) =>
        epoch.Metrics.TryGetValue(name, out double value) ? before + Number(value, format) : "";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
