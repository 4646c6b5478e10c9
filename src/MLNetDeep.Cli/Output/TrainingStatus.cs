using System.Globalization;

namespace MLNetDeep.Cli.Output;

/// <summary>How far a training is: what the bar and the plain lines show.</summary>
internal sealed record TrainingStatus(
    double EpochsDone, int MaxEpochs, double Loss, string MetricName, double Metric, double RowsPerSecond, TimeSpan Elapsed)
{
    /// <summary>Time until the last epoch if no epoch is left out; early stopping makes it shorter.</summary>
    public TimeSpan Remaining => EpochsDone > 0 ? Elapsed * ((MaxEpochs - EpochsDone) / EpochsDone) : TimeSpan.Zero;

    /// <summary>The numbers beside the bar.</summary>
    public string Numbers()
    {
        string metric = MetricName.Length > 0 ? $"  {MetricName} {Format(Metric, "0.0000")}" : "";
        return $"loss {Format(Loss, "0.0000")}{metric}  {Format(RowsPerSecond, "#,0")} rows/s";
    }

    /// <summary>One plain line, for a log or a pipe.</summary>
    public string Line() =>
        $"epoch {Format(Math.Floor(EpochsDone), "0")}/{MaxEpochs}  {Numbers()}  {Duration(Remaining)} left at most";

    /// <summary>A time as people read it: 45 s, 3 min 20 s, 2 h 05 min.</summary>
    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 59.5 => $"{time.TotalSeconds:0} s",
        < 3600 => $"{(int)time.TotalMinutes} min {time.Seconds:00} s",
        _ => $"{(int)time.TotalHours} h {time.Minutes:00} min",
    };

    private static string Format(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
