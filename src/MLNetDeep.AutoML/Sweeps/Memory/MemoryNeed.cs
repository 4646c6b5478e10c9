using static System.FormattableString;

namespace MLNetDeep.AutoML;

/// <summary>What a trial is expected to take beside what the process holds anyway.</summary>
/// <param name="Rows">Bytes of the rows as the trainer keeps them.</param>
/// <param name="Model">Bytes of what is learnt with all that learning needs: weights, gradients, the optimizer's state; trees and histograms.</param>
/// <param name="Batch">Bytes of the activations of a mini-batch and their gradients; 0 for trainers without.</param>
internal sealed record MemoryNeed(long Rows, long Model, long Batch)
{
    /// <summary>All of it.</summary>
    public long Total => Rows + Model + Batch;

    /// <summary>What of a network lies on the GPU, where there is one.</summary>
    public long OnDevice => Model + Batch;

    /// <summary>A size for people, in units of 1000.</summary>
    public static string Text(long bytes) => bytes < 1e9 ? Invariant($"{bytes / 1e6:0.#} MB") : Invariant($"{bytes / 1e9:0.#} GB");

    /// <summary>The parts, for people.</summary>
    public override string ToString() => $"{Text(Rows)} for the rows, {Text(Model)} for the model and what it learns with{(Batch > 0 ? $", {Text(Batch)} for a mini-batch" : "")}";
}
