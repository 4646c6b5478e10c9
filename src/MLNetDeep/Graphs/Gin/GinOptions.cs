using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of graph isomorphism networks.</summary>
public sealed class GinOptions : GraphNetworkOptions
{
    /// <summary>Starts with what suits some hundred graphs: 3 layers of 32 numbers, batch normalization, and the sums of all layers, and of what nodes have before them, side by side, as published.</summary>
    public GinOptions() => (HiddenSize, Layers, Dropout, Normalization, JumpingKnowledge, MaxEpochs, Patience, BatchSize, LearningRate, WeightDecay) =
        (32, 3, 0.2, GraphNormalization.Batch, JumpingKnowledge.Concat, 100, 40, 32, 1e-2, 1e-2);

    /// <summary>Whether ε, the additional weight of a node itself, is learned; else it is 0. Default true.</summary>
    [BooleanChoice(true)]
    public bool LearnEpsilon { get; set; } = true;
}
