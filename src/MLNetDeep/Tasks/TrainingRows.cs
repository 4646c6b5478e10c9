using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tasks;

/// <summary>Shows training rows to networks whose body wants to see some before the first step.</summary>
internal static class TrainingRows
{
    /// <summary>Shows rows drawn at random; does nothing for other networks.</summary>
    /// <param name="network">The network.</param>
    /// <param name="training">The rows to train on.</param>
    /// <param name="outputs">Outputs of the network.</param>
    /// <param name="plan">How to train.</param>
    /// <param name="isNew">Whether the network starts anew.</param>
    public static void Show(DeepNetwork network, IBatchSource training, int outputs, TrainingPlan plan, bool isNew)
    {
        foreach (var consumer in network.Input.Consumers(network.Body))
            if (consumer.Module is ISeesTrainingRows { RowsWanted: > 0 } body) Show(body, consumer, network.Output, training, outputs, plan, isNew);
    }

    private static void Show(ISeesTrainingRows body, TensorConsumer consumer, OutputStage output, IBatchSource training, int outputs, TrainingPlan plan, bool isNew)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var (features, targets, count) = (new List<Tensor>(), new List<Tensor>(), 0L);
        foreach (var batch in training.Pass(plan.Options.BatchSize, new Random(plan.Seed), plan.Options.CancellationToken))
            using (batch)
            {
                plan.Options.CancellationToken.ThrowIfCancellationRequested();
                var rows = Math.Min(batch.Rows, body.RowsWanted - count);
                using var shown = batch.Features.Slice(0, rows);
                using var moved = shown.To(plan.Device);
                features.Add(consumer.Input.Encode(consumer.Of(moved)));
                targets.Add(Targets(output, batch.Targets.narrow(0, 0, rows).to(plan.Device), outputs));
                if ((count += rows) >= body.RowsWanted) break;
            }
        body.Begin(Join(features), cat(targets), isNew);
    }

    /// <summary>The training is over.</summary>
    public static void End(DeepNetwork network)
    {
        foreach (var consumer in network.Input.Consumers(network.Body)) (consumer.Module as ISeesTrainingRows)?.End();
    }

    // Texts and sequences of one batch are as long as its longest: all become as long as the longest of all.
    private static Tensor Join(List<Tensor> batches)
    {
        if (batches[0].shape.Length < 2) return cat(batches);
        var longest = batches.Max(batch => batch.shape[1]);
        return cat([.. batches.Select(batch => batch.shape[1] == longest ? batch : functional.pad(batch, [.. new long[2 * (batch.shape.Length - 2)], 0, longest - batch.shape[1]]))]);
    }

    /// <summary>What is right, as bodies are shown it: one-hot vectors of classes, flags, or standardized numbers [rows, outputs or targets].</summary>
    /// <param name="stage">The end of the network.</param>
    /// <param name="targets">What is right.</param>
    /// <param name="outputs">Outputs of the network.</param>
    public static Tensor Targets(OutputStage stage, Tensor targets, long outputs)
    {
        if (targets.dtype == ScalarType.Int64) return functional.one_hot(targets, outputs).to(ScalarType.Float32);
        // Quantiles have several outputs for one target, alike in their units.
        return targets.sub(stage.Shift.narrow(1, 0, targets.shape[1])).div(stage.Scale.narrow(1, 0, targets.shape[1]));
    }
}
