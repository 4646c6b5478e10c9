using System.Diagnostics;
using MLNetDeep.Common;
using MLNetDeep.Data;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Training;

/// <summary>The one training loop. It knows modules, batches and an objective; no architecture, no column.</summary>
internal sealed class TrainingLoop(Module<Tensor, Tensor> network, IObjective objective, TrainingPlan plan)
{
    /// <summary>Trains until the epochs are done, nothing gets better any more or the caller cancels; the best weights are in place then.</summary>
    /// <param name="training">Rows to learn from.</param>
    /// <param name="validation">Rows to judge by; the training rows' own loss is used where there are none.</param>
    /// <param name="loading">How long the rows took to load before.</param>
    public TrainingHistory Run(IBatchSource training, IBatchSource? validation, TimeSpan loading)
    {
        var (clock, waiting) = (Stopwatch.StartNew(), new DataClock());
        waiting.Add(loading);
        var checkpoint = Checkpoint.For(plan, network, training.Rows, validation?.Rows ?? 0);
        using var state = new TrainingState(network, objective, plan, plan.Options.MaxEpochs * EpochLoop.Steps(training, plan.Options));
        if (checkpoint?.Resume(state) == true) plan.Log.Info($"Resuming after step {state.Step} (epoch {state.Epoch}), from '{plan.Options.CheckpointPath}'.");
        foreach (var module in network.modules().Concat(plan.Copy?.Network.modules() ?? []).OfType<IKnowsEpochs>()) module.Begin(training.BatchCount(plan.Options.BatchSize));
        using var steps = new StepMaker(network, objective, plan, state);
        var reason = new EpochLoop(network, objective, plan, state, steps, checkpoint, waiting).Run(training, validation);
        KeepBest(state, reason);
        network.eval();
        var history = new TrainingHistory
        {
            Epochs = state.Epochs,
            BestEpoch = state.Stopping.BestEpoch,
            BestCriterion = state.Stopping.Best,
            StopReason = reason,
            Seconds = (loading + clock.Elapsed).TotalSeconds,
            SecondsWaitingForData = waiting.Seconds,
            TrainingRows = training.Rows,
            ValidationRows = validation?.Rows ?? 0,
            Streamed = training.IsStreamed,
            Seed = plan.Seed,
            Device = plan.Device.ToString(),
        };
        plan.Log.Conclude(history, state.Step);
        if (reason != StopReason.Cancelled) checkpoint?.Delete();
        return history;
    }

    private static void KeepBest(TrainingState state, StopReason reason)
    {
        var isLastBest = state.Average is null && reason != StopReason.Cancelled && state.Stopping.BestEpoch == state.Epochs.Count;
        if (state.Best.IsTaken && !isLastBest) state.Best.Restore();
        else state.Average?.Swap();
    }
}
