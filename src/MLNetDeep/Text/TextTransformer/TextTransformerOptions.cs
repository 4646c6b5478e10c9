using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of transformers for texts.</summary>
public sealed class TextTransformerOptions : TextTrainerOptions
{
    /// <summary>Starts with what suits these networks: batches of 64, at most 25 epochs, and an end after 5 without fewer wrong predictions of validation rows.</summary>
    public TextTransformerOptions() =>
        (MaxEpochs, BatchSize, Patience, LearningRate, WeightDecay, GradientClip, BestEpochBy) = (25, 64, 5, 5e-4, 0.05, 1, BestEpochMetric.Error);

    /// <summary>Numbers that describe a token; twice the heads' number must divide it. Default 128.</summary>
    [Choice(new object[] { 64, 128, 192, 256 }, 128)]
    public int Width { get; set; } = 128;

    /// <summary>Layers one after the other. Default 2.</summary>
    [Range(1, 6, 2)]
    public int Layers { get; set; } = 2;

    /// <summary>Heads of each layer. Default 4.</summary>
    [Choice(new object[] { 2, 4, 8 }, 4)]
    public int Heads { get; set; } = 4;

    /// <summary>Neurons of a layer, as a multiple of <see cref="Width"/>. Default 4.</summary>
    [Range(1, 4, 4)]
    public int Expansion { get; set; } = 4;

    /// <summary>
    /// Neighbouring tokens that a convolution looks at together before the first layer, as in TextCnn; what it finds is added to the tokens. 0 for no convolution: attention alone, as published.
    /// Default 3.
    /// </summary>
    [Choice(new object[] { 0, 3, 5 }, 3)]
    public int Window { get; set; } = 3;

    /// <summary>Whether the largest value of each number over all tokens decides too, beside the mean. Default true; false leaves the mean alone.</summary>
    [BooleanChoice(true)]
    public bool MaxPooling { get; set; } = true;

    /// <summary>The share of numbers dropped in training, of tokens, of what layers add, and before the last layer. Default 0.3.</summary>
    [Range(0.0, 0.6, 0.3)]
    public double Dropout { get; set; } = 0.3;

    /// <summary>The share of what a token sees of the others that is dropped in training. Default 0.1.</summary>
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
        faults.AtLeast(nameof(Window), Window, 0);
        faults.Share(nameof(Dropout), Dropout);
        faults.Share(nameof(AttentionDropout), AttentionDropout);
    }
}
