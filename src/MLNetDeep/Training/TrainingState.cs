using System.Text.Json;
using System.Text.Json.Serialization;
using MLNetDeep.Training.Optimizers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Training;

/// <summary>All that changes in a training: what it takes to go on as if it had never stopped.</summary>
internal sealed class TrainingState : IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };
    private readonly Module _network;

    public TrainingState(Module network, IObjective objective, TrainingPlan plan, long steps)
    {
        var options = plan.Options;
        _network = network;
        Optimizer = Optimizer.Create(network, options, plan.RateShare, plan.Thawing is { } thawing ? thawing.FirstEpoch : null);
        Schedule = new Schedule(options.LearningRate, steps, options.WarmupFraction, options.Schedule);
        Stopping = new EarlyStopping(options.Patience);
        Best = new WeightSnapshot(network);
        Average = options.EmaDecay > 0 ? new WeightAverage(network, options.EmaDecay) : null;
        Trained = new MetricAccumulator(objective);
    }

    public Optimizer Optimizer { get; }

    public Schedule Schedule { get; }

    public EarlyStopping Stopping { get; }

    public WeightSnapshot Best { get; }

    /// <summary>Null when weights are not averaged.</summary>
    public WeightAverage? Average { get; }

    public List<EpochResult> Epochs { get; } = [];

    /// <summary>Steps of the optimizer done.</summary>
    public long Step { get; set; }

    /// <summary>The epoch under way.</summary>
    public int Epoch => Epochs.Count + 1;

    /// <summary>Batches of this epoch that are done.</summary>
    public long Batches { get; set; }

    /// <summary>The parts that each batch is cut into, as a whole one does not fit into memory.</summary>
    public int Parts { get; set; } = 1;

    /// <summary>The lengths of this epoch's gradients, added up.</summary>
    public double Norms { get; set; }

    /// <summary>What was counted in this epoch.</summary>
    public MetricAccumulator Trained { get; }

    /// <summary>Closes an epoch.</summary>
    public void Add(EpochResult result)
    {
        Epochs.Add(result);
        (Batches, Norms) = (0, 0);
        Trained.Clear();
    }

    public void Save(BinaryWriter writer)
    {
        foreach (var tensor in Learnt()) TensorBytes.Write(writer, tensor);
        Optimizer.Save(writer);
        Best.Save(writer);
        Average?.Save(writer);
        Stopping.Save(writer);
        Trained.Save(writer);
        writer.Write(JsonSerializer.Serialize(Epochs, Json));
        writer.Write(Step);
        writer.Write(Batches);
        writer.Write(Norms);
        writer.Write(Parts);
        writer.Write(Schedule.Halvings);
        writer.Write(Schedule.WaitingSince);
        using var random = get_rng_state();
        TensorBytes.Write(writer, random);
    }

    public void Load(BinaryReader reader)
    {
        foreach (var tensor in Learnt()) TensorBytes.Read(reader, tensor);
        Optimizer.Load(reader);
        Best.Load(reader);
        Average?.Load(reader);
        Stopping.Load(reader);
        Trained.Load(reader);
        Epochs.AddRange(JsonSerializer.Deserialize<List<EpochResult>>(reader.ReadString(), Json)!);
        (Step, Batches, Norms) = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadDouble());
        Parts = reader.ReadInt32();
        Schedule.Resume(reader.ReadInt32(), reader.ReadInt32());
        using var random = get_rng_state();
        TensorBytes.Read(reader, random);
        set_rng_state(random);
    }

    public void Dispose()
    {
        Optimizer.Dispose();
        Best.Dispose();
        Average?.Dispose();
    }

    private IEnumerable<Tensor> Learnt() => _network.parameters().Concat(_network.buffers());
}
