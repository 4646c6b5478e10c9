using System.Diagnostics;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using MLNetDeep.Runtime;
using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep.Tasks;

/// <summary>
/// Training of a network whose first layers are frozen: they compute each row once, by ONNX Runtime, and what they give is kept in memory; the epochs go over that.
/// </summary>
internal sealed class FrozenTraining : IDisposable
{
    private const string Output = "computed";

    private FrozenTraining(DeepNetwork network, IBatchSource training, IBatchSource? validation) => (Network, Training, Validation) = (network, training, validation);

    /// <summary>The part that learns; its weights are those of the whole network.</summary>
    public DeepNetwork Network { get; }

    public IBatchSource Training { get; }

    public IBatchSource? Validation { get; }

    /// <summary>Computes the rows; null where nothing is frozen, rows change from epoch to epoch, or what comes out does not fit into memory.</summary>
    /// <param name="network">The whole network, with what is frozen in it.</param>
    /// <param name="training">The rows to train on, as they come in every epoch.</param>
    /// <param name="validation">Those to validate on.</param>
    /// <param name="plan">How to train.</param>
    public static FrozenTraining? Begin(DeepNetwork network, IBatchSource training, IBatchSource? validation, TrainingPlan plan)
    {
        if (network.Frozen.Count == 0 || training is not (CachedBatches or StreamedBatches) || network.Body is not IHasFrozenFront body || plan.Device.type != TorchSharp.DeviceType.CPU) return null;
        var still = network.Frozen.SelectMany(part => part.modules().Prepend(part)).ToHashSet<nn.Module>(ReferenceEqualityComparer.Instance);
        if (body.Split(still.Contains) is not { } split) return null;
        var clock = Stopwatch.StartNew();
        using var front = Open(network, split, plan.Options.Threads);
        var (budget, spent) = (plan.Options.MemoryBudgetMegabytes * 1_048_576L, 0L);
        if (Compute(network, front, training, plan, budget, ref spent) is not { } computed) return TooLarge(plan);
        var judged = validation is null ? null : Compute(network, front, validation, plan, budget, ref spent);
        if (validation is not null && judged is null)
        {
            computed.Dispose();
            return TooLarge(plan);
        }
        plan.Log.Info(FormattableString.Invariant($"What is frozen was computed once for {training.Rows + (validation?.Rows ?? 0)} rows, in {clock.Elapsed.TotalSeconds:f1} s ({spent / 1_048_576.0:f0} MB)."));
        var part = new DeepNetwork(new ComputedInput(plan.Device), split.Rest, network.Output) { Frozen = network.Frozen };
        return new FrozenTraining(part, computed, judged);
    }

    // The network itself is another one's.
    public void Dispose()
    {
        Network.Input.Dispose();
        Training.Dispose();
        Validation?.Dispose();
    }

    private static FrozenTraining? TooLarge(TrainingPlan plan)
    {
        plan.Log.Info($"What is frozen is computed anew in each epoch: the rows that come out do not fit into {nameof(TrainerOptions.MemoryBudgetMegabytes)} ({plan.Options.MemoryBudgetMegabytes}).");
        return null;
    }

    private static OnnxNetwork Open(DeepNetwork network, FrozenSplit split, int threads) => new(OnnxExporter.Export(network, composer =>
    {
        var inputs = network.Input.Ports.Select(port => new OnnxValue(composer.Graph.Input(port.Name, port.Element, port.RowShape), port.RowShape)).ToList();
        var value = split.Export(composer, ((IGivesTensor)network.Input).Encode(composer, inputs));
        composer.Graph.AddNode("Identity", "", Output, [value.Name], [Output]);
        composer.Graph.Output(Output);
    }), threads);

    private static CachedBatches? Compute(DeepNetwork network, OnnxNetwork front, IBatchSource rows, TrainingPlan plan, long budget, ref long spent)
    {
        BatchStore? store = null;
        try
        {
            foreach (var batch in rows.Pass(front.BatchRows, null, plan.Options.CancellationToken))
                using (batch)
                {
                    plan.Options.CancellationToken.ThrowIfCancellationRequested();
                    using var results = front.Run(network.Input.ToOnnx(batch.Features), [Output], isAlone: true);
                    var shape = results[0].GetTensorTypeAndShape().Shape;
                    var bytes = shape[1..].Aggregate(1L, (product, size) => product * size) * sizeof(float);
                    if (spent + (bytes * batch.Rows) > budget)
                    {
                        store?.Dispose();
                        return null;
                    }
                    spent += bytes * batch.Rows;
                    store ??= new BatchStore(bytes, rows.Rows);
                    store.Add(new Batch(Tensors.OfFloats(results[0].GetTensorDataAsSpan<float>(), shape), batch.Targets.alias(), batch.Weights?.alias()));
                }
            return store?.ToCache();
        }
        catch
        {
            store?.Dispose();
            throw;
        }
    }
}
