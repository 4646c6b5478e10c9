using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of transformers for sequences.</summary>
public sealed class SequenceTransformerOptions : SequenceTrainerOptions
{
    /// <summary>Starts with what suits these networks: mini-batches of 32, at most 30 epochs but room for 1,000 steps, and an end after 8 epochs without a lower validation loss.</summary>
    public SequenceTransformerOptions() => (MaxEpochs, MinSteps, BatchSize, Patience, LearningRate, WeightDecay, GradientClip) = (30, 1000, 32, 8, 1e-3, 0.05, 1);

    /// <summary>Numbers that describe a step within the network; twice the number of heads must divide it. Default 96.</summary>
    [Choice(new object[] { 32, 64, 96, 128, 192 }, 96)]
    public int Width { get; set; } = 96;

    /// <summary>Layers one after the other. Default 3.</summary>
    [Range(1, 6, 3)]
    public int Layers { get; set; } = 3;

    /// <summary>Heads of each layer. Default 4.</summary>
    [Choice(new object[] { 2, 4, 8 }, 4)]
    public int Heads { get; set; } = 4;

    /// <summary>Neurons of a layer, as a multiple of <see cref="Width"/>. Default 2.</summary>
    [Range(1, 4, 2)]
    public int Expansion { get; set; } = 2;

    /// <summary>Neighbouring steps that a convolution looks at together before the first layer. Default 5; 1 for each step alone.</summary>
    [Choice(new object[] { 1, 3, 5, 9 }, 5)]
    public int Window { get; set; } = 5;

    /// <summary>The dropout rate of what layers add, and before the last layer. Default 0.2.</summary>
    [Range(0.0, 0.6, 0.2)]
    public double Dropout { get; set; } = 0.2;

    /// <summary>The share of what a step sees of the others that is dropped in training. Default 0.1.</summary>
    [Range(0.0, 0.4, 0.1)]
    public double AttentionDropout { get; set; } = 0.1;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(Width), Width, 1);
        faults.AtLeast(nameof(Layers), Layers, 1);
        faults.AtLeast(nameof(Heads), Heads, 1);
        faults.Require(Heads < 1 || Width % (2 * Heads) == 0, $"Twice {nameof(Heads)} must divide {nameof(Width)}, but were {Heads} and {Width}.");
        faults.AtLeast(nameof(Expansion), Expansion, 1);
        faults.AtLeast(nameof(Window), Window, 1);
        faults.Share(nameof(Dropout), Dropout);
        faults.Share(nameof(AttentionDropout), AttentionDropout);
    }
}
