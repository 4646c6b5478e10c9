using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of graph isomorphism networks.</summary>
public sealed class GinOptions : GraphNetworkOptions
{
    /// <summary>Starts with the published network: 5 layers, batch normalization, the sums of all layers side by side.</summary>
    public GinOptions() => (Layers, Normalization, JumpingKnowledge, MaxEpochs, Patience, BatchSize, LearningRate, WeightDecay) =
        (4, GraphNormalization.Batch, JumpingKnowledge.Concat, 150, 50, 32, 3e-3, 1e-2);

    /// <summary>Whether ε, the additional weight of a node itself, is learned; else it is 0. Default true.</summary>
    [BooleanChoice(true)]
    public bool LearnEpsilon { get; set; } = true;
}
