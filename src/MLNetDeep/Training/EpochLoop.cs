using System.Diagnostics;
using MLNetDeep.Data;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Training;

/// <summary>Goes through the epochs of a training: steps, validation, reports, checkpoints.</summary>
internal sealed class EpochLoop(Module<Tensor, Tensor> network, IObjective objective, TrainingPlan plan, TrainingState state, StepMaker steps,
    Checkpoint? checkpoint, DataClock waiting)
{
    private readonly TrainerOptions _options = plan.Options;

    /// <summary>The steps of an epoch.</summary>
    public static long Steps(IBatchSource rows, TrainerOptions options) =>
        (rows.BatchCount(options.BatchSize) + options.AccumulateBatches - 1) / options.AccumulateBatches;

    /// <summary>The most epochs: as many as the options say, or more where rows are so few that there would be fewer steps than they demand.</summary>
    public static int MaxEpochs(IBatchSource rows, TrainerOptions options)
    {
        var steps = Math.Max(1, Steps(rows, options));
        return Math.Max(options.MaxEpochs, (int)((options.MinSteps + steps - 1) / steps));
    }

    /// <summary>Goes on from where the state stands until there is a reason to stop.</summary>
    public StopReason Run(IBatchSource training, IBatchSource? validation)
    {
        var progress = new ProgressReporter(_options, training.Rows);
        while (state.Epoch <= _options.MaxEpochs)
        {
            if (state.Stopping.IsOver(state.Epochs.Count)) return StopReason.EarlyStopping;
            try
            {
                RunEpoch(training, validation, progress);
            }
            catch (OperationCanceledException) when (_options.CancellationToken.IsCancellationRequested)
            {
                return StopReason.Cancelled;
            }
        }
        return state.Stopping.IsOver(state.Epochs.Count) ? StopReason.EarlyStopping : StopReason.MaxEpochs;
    }

    private void RunEpoch(IBatchSource training, IBatchSource? validation, ProgressReporter progress)
    {
        var clock = Stopwatch.StartNew();
        var waitedBefore = waiting.Seconds;
        progress.StartEpoch();
        Train(training, progress);
        var metrics = new Dictionary<string, double>(state.Trained.Named());
        var speed = state.Trained.Rows / Math.Max(1e-9, clock.Elapsed.TotalSeconds);
        var isBest = JudgeAndKeep(validation, metrics);
        state.Schedule.Report(state.Epoch, isBest);
        (metrics["LearningRate"], metrics["GradientNorm"], metrics["RowsPerSecond"]) =
            (state.Schedule.At(state.Step - 1), state.Norms / Math.Max(1, Steps(training, _options)), speed);
        var result = new EpochResult(state.Epoch, metrics, clock.Elapsed.TotalSeconds, waiting.Seconds - waitedBefore, isBest);
        state.Add(result);
        checkpoint?.Write(state);
        plan.Log.Describe(result);
        plan.Log.Epoch(result, _options.MaxEpochs);
        _options.OnEpoch?.Invoke(result);
    }

    /// <summary>One pass over the training rows, or what is left of one.</summary>
    private void Train(IBatchSource rows, ProgressReporter progress)
    {
        Thaw(rows);
        steps.Start();
        var order = new Random(HashCode(plan.Seed, state.Epoch));
        var (skipped, all) = (state.Batches, rows.BatchCount(_options.BatchSize));
        foreach (var batch in waiting.Measure(rows.Pass(_options.BatchSize, order, _options.CancellationToken)))
            using (batch)
            {
                if (skipped-- > 0) continue;
                _options.CancellationToken.ThrowIfCancellationRequested();
                var (place, size) = PlaceOf(state.Batches++, all);
                steps.Add(batch, isFirst: place == 0, size);
                if (place == size - 1) Step();
                progress.Report(state.Epoch, state.Trained);
            }
    }

    private void Thaw(IBatchSource rows)
    {
        if (plan.Thawing is null) return;
        plan.Thawing.Begin(state.Epoch);
        state.Optimizer.Wake(state.Epoch, Steps(rows, _options));
    }

    private void Step()
    {
        steps.Step(state.Schedule.At(state.Step));
        state.Average?.Update(state.Step);
        checkpoint?.AfterStep(state);
    }

    // Where a batch stands among those of its step, and how many these are: the last step of an epoch may have fewer.
    private (long Place, long Size) PlaceOf(long batch, long all)
    {
        var place = batch % _options.AccumulateBatches;
        return (place, Math.Min(_options.AccumulateBatches, Math.Max(1, all - batch + place)));
    }

    // What is judged is what would be kept: the average, where there is one.
    private bool JudgeAndKeep(IBatchSource? validation, Dictionary<string, double> metrics)
    {
        state.Average?.Swap();
        try
        {
            var judged = validation is null ? null : Judge(validation);
            foreach (var (name, value) in judged?.Named("Validation") ?? []) metrics[name] = value;
            var isBest = state.Stopping.Report(state.Epoch, (judged ?? state.Trained).Criterion(_options.BestEpochBy));
            if (isBest) state.Best.Take();
            return isBest;
        }
        finally
        {
            state.Average?.Swap();
        }
    }

    private MetricAccumulator Judge(IBatchSource rows)
    {
        network.eval();
        using var still = no_grad();
        var metrics = new MetricAccumulator(objective);
        foreach (var batch in waiting.Measure(rows.Pass(Math.Max(256, _options.BatchSize), null, _options.CancellationToken)))
            using (batch)
            {
                _options.CancellationToken.ThrowIfCancellationRequested();
                steps.Judge(batch, metrics);
            }
        return metrics;
    }

    // System.HashCode differs from process to process.
    private static int HashCode(int seed, int epoch) => unchecked((seed * 31337) + (epoch * 7919));
}
