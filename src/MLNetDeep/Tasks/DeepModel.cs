using MLNetDeep.Inputs;
using MLNetDeep.Layers;
using MLNetDeep.Training;

namespace MLNetDeep.Tasks;

/// <summary>All that a trained model is: what saving writes and loading gives back.</summary>
internal sealed record DeepModel
{
    public required DeepNetwork Network { get; init; }

    public required DeepTask Task { get; init; }

    public required Architecture Architecture { get; init; }

    public required TrainerOptions Options { get; init; }

    public required InputSpec Features { get; init; }

    public required string LabelColumnName { get; init; }

    public required LabelValues Labels { get; init; }

    public required TrainingHistory History { get; init; }

    /// <summary>Scores for each row.</summary>
    public int Outputs => Task.Output(Labels).Size;

    /// <summary>The same with weights of its own.</summary>
    /// <param name="options">Its options, which make the same network.</param>
    public DeepModel Copy(TrainerOptions options)
    {
        // The weights that a network starts with are random, and of no interest here.
        using var session = new TorchSession(0, options.Threads);
        var network = new NetworkFactory(Architecture, options, Features, Task, Labels).CreateEmpty(Network.Input.Device, empty => TrainedSizes.Copy(Network, empty));
        return this with { Network = network, Options = options };
    }
}
