using MLNetDeep.Inputs;
using MLNetDeep.Layers;

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
}
