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
    private readonly List<EpochResult> _epochs = [];
    private readonly DataClock _waiting = new();
    private readonly List<Parameter> _parameters = [.. network.parameters()];
    private long _step;

    /// <summary>Trains until the epochs are done, nothing gets better any more or the caller cancels; the best weights are in place then.</summary>
    /// <param name="training">Rows to learn from.</param>
    /// <param name="validation">Rows to judge by; the training rows' own loss is used where there are none.</param>
    /// <param name="loading">How long the rows took to load before.</param>
    public TrainingHistory Run(IBatchSource training, IBatchSource? validation, TimeSpan loading)
    {
        var clock = Stopwatch.StartNew();
        _waiting.Add(loading);
        using var best = new WeightSnapshot(network);
        var stopping = new EarlyStopping(_options.Patience);
        var reason = RunEpochs(training, validation, best, stopping);
        if (best.IsTaken && (reason == StopReason.Cancelled || stopping.BestEpoch < _epochs.Count)) best.Restore();
        network.zero_grad();
        network.eval();
        var history = Summarize(training, validation, stopping, reason, loading + clock.Elapsed);
        Conclude(history);
        return history;
    }

    private StopReason RunEpochs(IBatchSource training, IBatchSource? validation, WeightSnapshot best, EarlyStopping stopping)
    {
        using var optimizer = Optimizers.Create(network, _options, plan.RateShare);
        var schedule = new Schedule(_options.LearningRate, _options.MaxEpochs * training.BatchCount(_options.BatchSize), _options.WarmupFraction, _options.Schedule);
        var progress = new ProgressReporter(_options.OnProgress, _options.MaxEpochs, training.Rows);
        for (var epoch = 1; epoch <= _options.MaxEpochs; epoch++)
        {
            try
            {
                RunEpoch(epoch, training, validation, best, stopping, optimizer, schedule, progress);
            }
            catch (OperationCanceledException) when (_options.CancellationToken.IsCancellationRequested)
            {
                return StopReason.Cancelled;
            }
            if (stopping.IsOver(epoch)) return StopReason.EarlyStopping;
        }
        return StopReason.MaxEpochs;
    }

    private void RunEpoch(int epoch, IBatchSource training, IBatchSource? validation, WeightSnapshot best, EarlyStopping stopping,
        optim.Optimizer optimizer, Schedule schedule, ProgressReporter progress)
    {
        var clock = Stopwatch.StartNew();
        var waitedBefore = _waiting.Seconds;
        progress.StartEpoch();
        var trained = new MetricAccumulator(objective);
        var norms = Train(epoch, training, trained, optimizer, schedule, progress);
        var speed = trained.Rows / Math.Max(1e-9, clock.Elapsed.TotalSeconds);
        var judged = validation is null ? null : Judge(validation);
        var isBest = stopping.Report(epoch, (judged ?? trained).Loss);
        if (isBest) best.Take();
        schedule.Report(epoch, isBest);
        var metrics = new Dictionary<string, double>(trained.Named());
        foreach (var (name, value) in judged?.Named("Validation") ?? []) metrics[name] = value;
        (metrics["LearningRate"], metrics["GradientNorm"], metrics["RowsPerSecond"]) = (schedule.At(_step - 1), norms, speed);
        var result = new EpochResult(epoch, metrics, clock.Elapsed.TotalSeconds, _waiting.Seconds - waitedBefore, isBest);
        _epochs.Add(result);
        plan.Log.Info(Describe(result));
        plan.Log.Epoch(result, _options.MaxEpochs);
        _options.OnEpoch?.Invoke(result);
    }

    /// <summary>One pass over the training rows; gives the mean length of the gradients.</summary>
    private double Train(int epoch, IBatchSource rows, MetricAccumulator metrics, optim.Optimizer optimizer, Schedule schedule, ProgressReporter progress)
    {
        network.train();
        var order = new Random(HashCode(plan.Seed, epoch));
        var (norms, steps) = (0.0, 0);
        foreach (var batch in _waiting.Measure(rows.Pass(_options.BatchSize, order, _options.CancellationToken)))
            using (batch)
            {
                _options.CancellationToken.ThrowIfCancellationRequested();
                Optimizers.SetRate(optimizer, schedule.At(_step++), _options.LearningRate);
                norms += Step(epoch, batch, metrics, optimizer);
                steps++;
                progress.Report(epoch, metrics);
            }
        return norms / Math.Max(1, steps);
    }

    private double Step(int epoch, Batch batch, MetricAccumulator metrics, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var (features, targets, weights) = batch.To(plan.Device);
        optimizer.zero_grad();
        var outputs = network.call(features);
        var loss = objective.Loss(outputs, targets, weights);
        var value = loss.item<float>();
        if (!float.IsFinite(value)) throw Diverged(epoch, value);
        loss.backward();
        var norm = _options.GradientClip > 0 ? utils.clip_grad_norm_(_parameters, _options.GradientClip) : 0;
        optimizer.step();
        metrics.Add(outputs, targets);
        return norm;
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

    private Exception Diverged(int epoch, float loss) => new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
        $"The loss became {loss} in step {_step} (epoch {epoch}). Lower {nameof(TrainerOptions.LearningRate)} (now {_options.LearningRate}), ")
        + $"lengthen {nameof(TrainerOptions.WarmupFraction)} or clip gradients with {nameof(TrainerOptions.GradientClip)}.");

    private TrainingHistory Summarize(IBatchSource training, IBatchSource? validation, EarlyStopping stopping, StopReason reason, TimeSpan time) => new()
    {
        Epochs = _epochs,
        BestEpoch = stopping.BestEpoch,
        StopReason = reason,
        Seconds = time.TotalSeconds,
        SecondsWaitingForData = _waiting.Seconds,
        TrainingRows = training.Rows,
        ValidationRows = validation?.Rows ?? 0,
        Streamed = training is StreamedBatches,
        Seed = plan.Seed,
        Device = plan.Device.ToString(),
    };

    private void Conclude(TrainingHistory history)
    {
        var kept = history.BestEpoch == 0 ? "the weights of the epoch under way are kept" : $"the weights of epoch {history.BestEpoch} are kept";
        if (history.StopReason == StopReason.Cancelled) plan.Log.Warning($"Training was cancelled after {_step} steps; {kept}.");
        else plan.Log.Info($"Training ended ({history.StopReason}) after {_epochs.Count} epochs; {kept}.");
    }

    private static string Describe(EpochResult result) =>
        $"Epoch {result.Epoch}: {string.Join(", ", result.Metrics.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Key} {m.Value:g4}")))}, "
        + string.Create(CultureInfo.InvariantCulture, $"{result.Seconds:f1} s{(result.IsBest ? ", best so far" : "")}.");

    // System.HashCode differs from process to process.
    private static int HashCode(int seed, int epoch) => unchecked((seed * 31337) + (epoch * 7919));
}
