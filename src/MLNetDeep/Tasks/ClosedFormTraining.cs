using System.Diagnostics;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetDeep.Tasks;

/// <summary>
/// Training of networks whose last layer is solved for: ridge regression on what stands before it. Penalties are tried from high to low, each in the place of an epoch; the best is the one with the lowest leave-one-out loss. Of
/// classes and flags, targets are -1 and 1, and what comes out is multiplied by the number that makes the leave-one-out loss smallest, so that probabilities are calibrated.
/// </summary>
internal sealed class ClosedFormTraining
{
    private const int Highest = 4, Lowest = -8, BatchRows = 256, Steps = 30;
    private const double LeastScale = -3, MostScale = 6; // in ln
    private readonly DeepNetwork _network;
    private readonly ISolvesHead _body;
    private readonly IObjective _objective;
    private readonly TrainingPlan _plan;
    private readonly OutputKind _kind;
    private readonly List<EpochResult> _epochs = [];
    private readonly EarlyStopping _best = new(0);

    private ClosedFormTraining(DeepNetwork network, ISolvesHead body, IObjective objective, TrainingPlan plan, OutputKind kind) =>
        (_network, _body, _objective, _plan, _kind) = (network, body, objective, plan, kind);

    private Linear Head => (Linear)_body.Head;

    private bool AreSigns => _kind is OutputKind.Classes or OutputKind.Flags;

    private bool IsCancelled => _plan.Options.CancellationToken.IsCancellationRequested;

    /// <summary>The training of a network; null where it is to be trained by steps.</summary>
    /// <param name="network">The network.</param>
    /// <param name="objective">Its loss.</param>
    /// <param name="plan">How to train.</param>
    /// <param name="output">What is asked of it.</param>
    /// <param name="rows">Rows to train on.</param>
    public static ClosedFormTraining? For(DeepNetwork network, IObjective objective, TrainingPlan plan, OutputShape output, long rows)
    {
        if (network is not { Body: ISolvesHead { IsLeastSquares: true } body, Input: IGivesTensor }) return null;
        var megabytes = rows * body.EmbeddingWidth * sizeof(float) / 1_048_576;
        if (rows > body.MostSolvedRows) plan.Log.Info($"{rows} rows are more than the {body.MostSolvedRows} that the last layer is solved for with: it is trained by steps.");
        else if (megabytes > plan.Options.MemoryBudgetMegabytes)
            plan.Log.Info($"The features of {rows} rows take {megabytes} MB, more than {nameof(TrainerOptions.MemoryBudgetMegabytes)} ({plan.Options.MemoryBudgetMegabytes}): the last layer is trained by steps.");
        else if (rows > 1) return new ClosedFormTraining(network, body, objective, plan, output.Kind);
        return null;
    }

    /// <summary>Trains; the best last layer is in place then.</summary>
    /// <param name="training">Rows to learn from.</param>
    /// <param name="validation">Rows to judge by; null for none.</param>
    /// <param name="loading">How long the rows took to load before.</param>
    public TrainingHistory Run(IBatchSource training, IBatchSource? validation, TimeSpan loading)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var clock = Stopwatch.StartNew();
        _network.eval();
        try
        {
            var rows = Collect(training);
            var judged = validation is null ? null : Collect(validation);
            _plan.Log.Info(FormattableString.Invariant($"{_body.EmbeddingWidth} features of {training.Rows + (validation?.Rows ?? 0)} rows were computed in {clock.Elapsed.TotalSeconds:f1} s."));
            Solve(rows, judged);
        }
        catch (OperationCanceledException) when (IsCancelled)
        {
            // The best so far is kept.
        }
        var history = TrainingHistory.None with
        {
            Epochs = _epochs,
            BestEpoch = _best.BestEpoch,
            StopReason = IsCancelled ? StopReason.Cancelled : StopReason.MaxEpochs,
            Seconds = (loading + clock.Elapsed).TotalSeconds,
            SecondsWaitingForData = loading.TotalSeconds,
            TrainingRows = training.Rows,
            ValidationRows = validation?.Rows ?? 0,
            Streamed = training.IsStreamed,
            Seed = _plan.Seed,
            Device = _plan.Device.ToString(),
        };
        _plan.Log.Conclude(history, _epochs.Count);
        return history;
    }

    private void Solve(Solved rows, Solved? judged)
    {
        var targets = TrainingRows.Targets(_network.Output, rows.Targets, Head.weight!.shape[0]);
        var classes = _objective.ClassWeights(rows.Targets);
        var weights = classes is null || rows.Weights is null ? classes ?? rows.Weights : classes.mul(rows.Weights);
        using var ridge = new LeaveOneOutRidge(rows.Features, AreSigns ? targets.Times(2).Minus(1) : targets, weights);
        var (weight, bias) = (Head.weight!.clone(), Head.bias!.clone());
        try
        {
            for (var exponent = Highest; exponent >= Lowest; exponent--)
            {
                _plan.Options.CancellationToken.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                if (!Try(ridge, Math.Pow(10, exponent / 2.0), rows, judged)) continue;
                weight.copy_(Head.weight!);
                bias.copy_(Head.bias!);
            }
        }
        finally
        {
            Head.weight!.copy_(weight);
            Head.bias!.copy_(bias);
        }
    }

    // Whether it is the best so far.
    private bool Try(LeaveOneOutRidge ridge, double share, Solved rows, Solved? judged)
    {
        var clock = Stopwatch.StartNew();
        var (weight, bias, leftOut) = ridge.Solve(share * ridge.MeanVariance);
        var factor = AreSigns ? Math.Exp(GoldenSection.Smallest(LeastScale, MostScale, Steps, ln => Loss(leftOut.Times(Math.Exp(ln)), rows))) : 1;
        Head.weight!.copy_(weight.Times(factor));
        Head.bias!.copy_(bias.Times(factor));
        var trained = Metrics(leftOut.Times(factor), rows);
        var metrics = new Dictionary<string, double>(trained.Named());
        if (judged is not null)
            foreach (var (name, value) in Metrics(Head.call(judged.Features), judged).Named("Validation")) metrics[name] = value;
        metrics["Penalty"] = share;
        var isBest = _best.Report(_epochs.Count + 1, trained.Criterion(_plan.Options.BestEpochBy));
        var result = new EpochResult(_epochs.Count + 1, metrics, clock.Elapsed.TotalSeconds, 0, isBest);
        _epochs.Add(result);
        _plan.Log.Describe(result);
        _plan.Log.Epoch(result, Highest - Lowest + 1);
        _plan.Options.OnEpoch?.Invoke(result);
        return isBest;
    }

    private double Loss(Tensor raw, Solved rows)
    {
        using var scope = NewDisposeScope();
        return Metrics(raw, rows).Loss;
    }

    private MetricAccumulator Metrics(Tensor raw, Solved rows)
    {
        var metrics = new MetricAccumulator(_objective);
        metrics.Add(_network.Output.call(raw), rows.Targets);
        return metrics;
    }

    private Solved Collect(IBatchSource source)
    {
        var (features, targets, weights) = (new List<Tensor>(), new List<Tensor>(), new List<Tensor>());
        foreach (var batch in source.Pass(BatchRows, null, _plan.Options.CancellationToken))
            using (batch)
            {
                _plan.Options.CancellationToken.ThrowIfCancellationRequested();
                using var moved = batch.Features.To(_plan.Device);
                using var input = ((IGivesTensor)_network.Input).Encode(moved);
                features.Add(_body.Embed(input));
                targets.Add(batch.Targets.to(_plan.Device, copy: true));
                if (batch.Weights is { } own) weights.Add(own.to(_plan.Device, copy: true));
            }
        return new Solved(cat(features), cat(targets), weights.Count == 0 ? null : cat(weights));
    }

    private sealed record Solved(Tensor Features, Tensor Targets, Tensor? Weights);
}
