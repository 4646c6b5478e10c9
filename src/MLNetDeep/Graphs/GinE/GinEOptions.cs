using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of graph isomorphism networks with edge features.</summary>
public sealed class GinEOptions : GraphNetworkOptions
{
    /// <summary>Starts with the network of GIN: 4 layers, batch normalization, the sums of all layers side by side.</summary>
    public GinEOptions() => (Layers, Normalization, JumpingKnowledge, MaxEpochs, Patience, BatchSize, LearningRate, WeightDecay) =
        (4, GraphNormalization.Batch, JumpingKnowledge.Concat, 150, 50, 32, 3e-3, 1e-2);

    /// <summary>Whether ε, the additional weight of a node itself, is learned; else it is 0. Default true.</summary>
    [BooleanChoice(true)]
    public bool LearnEpsilon { get; set; } = true;
}
