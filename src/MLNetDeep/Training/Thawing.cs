namespace MLNetDeep.Training;

/// <summary>Gradual unfreezing (Howard and Ruder, Universal Language Model Fine-tuning, 2018): parts of a network begin to learn one after the other, from its head to its input.</summary>
/// <param name="FirstEpoch">The epoch, from 1, in which a parameter begins to learn, by its name.</param>
/// <param name="Begin">Told each epoch before its first step: lets gradients flow to where they are wanted, and what does not learn work as in evaluation.</param>
internal sealed record Thawing(Func<string, int> FirstEpoch, Action<int> Begin);
