using System.Diagnostics;

namespace MLNetDeep.Training;

/// <summary>Tells the caller how far it is, a few times a second.</summary>
internal sealed class ProgressReporter(TrainerOptions options, long rowsInEpoch)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly Stopwatch _total = Stopwatch.StartNew();
    private readonly Stopwatch _epoch = Stopwatch.StartNew();
    private TimeSpan _last = TimeSpan.MinValue;

    public void StartEpoch() => _epoch.Restart();

    public void Report(int epoch, MetricAccumulator metrics)
    {
        if ((options.OnProgress is null && options.Progress is null) || (_last != TimeSpan.MinValue && _total.Elapsed - _last < Pause && metrics.Rows < rowsInEpoch)) return;
        _last = _total.Elapsed;
        var done = ((epoch - 1) * rowsInEpoch) + metrics.Rows;
        var left = ((long)options.MaxEpochs * rowsInEpoch) - done;
        var now = new TrainingProgress(epoch, options.MaxEpochs, metrics.Rows, rowsInEpoch, metrics.Loss, metrics.Metric,
            metrics.Rows / Math.Max(1e-9, _epoch.Elapsed.TotalSeconds), _total.Elapsed, _total.Elapsed * ((double)left / Math.Max(1, done)));
        options.OnProgress?.Invoke(now);
        options.Progress?.Report(now);
    }
}
