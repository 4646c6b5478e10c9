using System.Diagnostics;
using System.Globalization;
using MLNetDeep.Data;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Training;

/// <summary>The one training loop. It knows modules, batches and an objective; no architecture, no column.</summary>
internal sealed class TrainingLoop(Module<Tensor, Tensor> network, IObjective objective, TrainingPlan plan)
{
    private readonly TrainerOptions _options = plan.Options;
    private readonly DataClock _waiting = new();
    private readonly List<Parameter> _parameters = [.. network.parameters()];

    /// <summary>Trains until the epochs are done, nothing gets better any more or the caller cancels; the best weights are in place then.</summary>
    /// <param name="training">Rows to learn from.</param>
    /// <param name="validation">Rows to judge by; the training rows' own loss is used where there are none.</param>
    /// <param name="loading">How long the rows took to load before.</param>
    public TrainingHistory Run(IBatchSource training, IBatchSource? validation, TimeSpan loading)
    {
        var clock = Stopwatch.StartNew();
        _waiting.Add(loading);
        var checkpoint = Checkpoint.For(plan, network, training.Rows, validation?.Rows ?? 0);
        using var state = new TrainingState(network, objective, plan, _options.MaxEpochs * StepsInEpoch(training));
        if (checkpoint?.Resume(state) == true) plan.Log.Info($"Going on after step {state.Step} (epoch {state.Epoch}), from '{_options.CheckpointPath}'.");
        var reason = RunEpochs(training, validation, state, checkpoint);
        if (state.Best.IsTaken && (state.Average is not null || reason == StopReason.Cancelled || state.Stopping.BestEpoch < state.Epochs.Count)) state.Best.Restore();
        else state.Average?.Swap();
        network.zero_grad();
        network.eval();
        var history = Summarize(training, validation, state, reason, loading + clock.Elapsed);
        plan.Log.Conclude(history, state.Step);
        if (reason != StopReason.Cancelled) checkpoint?.Delete();
        return history;
    }

    private StopReason RunEpochs(IBatchSource training, IBatchSource? validation, TrainingState state, Checkpoint? checkpoint)
    {
        var progress = new ProgressReporter(_options, training.Rows);
        while (state.Epoch <= _options.MaxEpochs)
        {
            if (state.Stopping.IsOver(state.Epochs.Count)) return StopReason.EarlyStopping;
            try
            {
                RunEpoch(training, validation, state, progress, checkpoint);
            }
            catch (OperationCanceledException) when (_options.CancellationToken.IsCancellationRequested)
            {
                return StopReason.Cancelled;
            }
        }
        return state.Stopping.IsOver(state.Epochs.Count) ? StopReason.EarlyStopping : StopReason.MaxEpochs;
    }

    private void RunEpoch(IBatchSource training, IBatchSource? validation, TrainingState state, ProgressReporter progress, Checkpoint? checkpoint)
    {
        var clock = Stopwatch.StartNew();
        var waitedBefore = _waiting.Seconds;
        progress.StartEpoch();
        Train(training, state, progress, checkpoint);
        var metrics = new Dictionary<string, double>(state.Trained.Named());
        var speed = state.Trained.Rows / Math.Max(1e-9, clock.Elapsed.TotalSeconds);
        var isBest = JudgeAndKeep(validation, state, metrics);
        state.Schedule.Report(state.Epoch, isBest);
        (metrics["LearningRate"], metrics["GradientNorm"], metrics["RowsPerSecond"]) =
            (state.Schedule.At(state.Step - 1), state.Norms / Math.Max(1, StepsInEpoch(training)), speed);
        var result = new EpochResult(state.Epoch, metrics, clock.Elapsed.TotalSeconds, _waiting.Seconds - waitedBefore, isBest);
        state.Add(result);
        checkpoint?.Write(state);
        plan.Log.Describe(result);
        plan.Log.Epoch(result, _options.MaxEpochs);
        _options.OnEpoch?.Invoke(result);
    }

    // What is judged is what would be kept: the average, where there is one.
    private bool JudgeAndKeep(IBatchSource? validation, TrainingState state, Dictionary<string, double> metrics)
    {
        state.Average?.Swap();
        try
        {
            var judged = validation is null ? null : Judge(validation);
            foreach (var (name, value) in judged?.Named("Validation") ?? []) metrics[name] = value;
            var isBest = state.Stopping.Report(state.Epoch, (judged ?? state.Trained).Loss);
            if (isBest) state.Best.Take();
            return isBest;
        }
        finally
        {
            state.Average?.Swap();
        }
    }

    /// <summary>One pass over the training rows, or what is left of one.</summary>
    private void Train(IBatchSource rows, TrainingState state, ProgressReporter progress, Checkpoint? checkpoint)
    {
        network.train();
        var order = new Random(HashCode(plan.Seed, state.Epoch));
        var (skipped, all) = (state.Batches, rows.BatchCount(_options.BatchSize));
        foreach (var batch in _waiting.Measure(rows.Pass(_options.BatchSize, order, _options.CancellationToken)))
            using (batch)
            {
                if (skipped-- > 0) continue;
                _options.CancellationToken.ThrowIfCancellationRequested();
                var (place, size) = PlaceOf(state.Batches++, all);
                Backward(batch, state, isFirst: place == 0, size);
                if (place == size - 1) Step(state, checkpoint);
                progress.Report(state.Epoch, state.Trained);
            }
    }

    private long StepsInEpoch(IBatchSource rows) =>
        (rows.BatchCount(_options.BatchSize) + _options.AccumulateBatches - 1) / _options.AccumulateBatches;

    // Where a batch stands among those of its step, and how many these are: the last step of an epoch may have fewer.
    private (long Place, long Size) PlaceOf(long batch, long all)
    {
        var place = batch % _options.AccumulateBatches;
        return (place, Math.Min(_options.AccumulateBatches, Math.Max(1, all - batch + place)));
    }

    private void Backward(Batch batch, TrainingState state, bool isFirst, long size)
    {
        using var scope = NewDisposeScope();
        var rows = batch.To(plan.Device);
        if (isFirst) state.Optimizer.zero_grad();
        var outputs = network.call(rows.Features);
        var loss = objective.Loss(outputs, rows);
        var value = loss.item<float>();
        if (!float.IsFinite(value)) throw Diverged(state, value);
        (size == 1 ? loss : loss / size).backward();
        state.Trained.Add(outputs, rows);
    }

    private void Step(TrainingState state, Checkpoint? checkpoint)
    {
        using var scope = NewDisposeScope();
        Optimizers.SetRate(state.Optimizer, state.Schedule.At(state.Step), _options.LearningRate);
        if (_options.GradientClip > 0) state.Norms += utils.clip_grad_norm_(_parameters, _options.GradientClip);
        state.Optimizer.step();
        state.Step++;
        state.Average?.Update(state.Step);
        checkpoint?.AfterStep(state);
    }

    private MetricAccumulator Judge(IBatchSource rows)
    {
        network.eval();
        using var still = no_grad();
        var metrics = new MetricAccumulator(objective);
        foreach (var batch in _waiting.Measure(rows.Pass(Math.Max(256, _options.BatchSize), null, _options.CancellationToken)))
            using (batch)
            {
                _options.CancellationToken.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                metrics.Add(network.call(batch.Features.to(plan.Device)), batch.Targets.to(plan.Device));
            }
        return metrics;
    }

    private Exception Diverged(TrainingState state, float loss) => new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
        $"The loss became {loss} in step {state.Step + 1} (epoch {state.Epoch}). Lower {nameof(TrainerOptions.LearningRate)} (now {_options.LearningRate}), ")
        + $"lengthen {nameof(TrainerOptions.WarmupFraction)} or clip gradients with {nameof(TrainerOptions.GradientClip)}.");

    private TrainingHistory Summarize(IBatchSource training, IBatchSource? validation, TrainingState state, StopReason reason, TimeSpan time) => new()
    {
        Epochs = state.Epochs,
        BestEpoch = state.Stopping.BestEpoch,
        StopReason = reason,
        Seconds = time.TotalSeconds,
        SecondsWaitingForData = _waiting.Seconds,
        TrainingRows = training.Rows,
        ValidationRows = validation?.Rows ?? 0,
        Streamed = training.IsStreamed,
        Seed = plan.Seed,
        Device = plan.Device.ToString(),
    };

    // System.HashCode differs from process to process.
    private static int HashCode(int seed, int epoch) => unchecked((seed * 31337) + (epoch * 7919));
}
