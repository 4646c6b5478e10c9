using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of transformers for tables.</summary>
public sealed class FtTransformerOptions : TableTrainerOptions
{
    /// <summary>
    /// Starts with what suits these networks: piecewise-linear encoding of numbers in 32 bins, batches of 256, a learning rate of
    /// 0.0005, a weight decay of 0.0001, at most 15 epochs, and an end after 4 without a better validation loss.
    /// </summary>
    public FtTransformerOptions()
    {
        (NumericEncoding, Bins) = (NumericEncoding.PiecewiseLinear, 32);
        (MaxEpochs, BatchSize, LearningRate, WeightDecay, Patience) = (15, 256, 5e-4, 1e-4, 4);
    }

    /// <summary>Numbers that describe a column; the heads' number must divide it. Published: 192. Default 96.</summary>
    [Choice(new object[] { 64, 96, 128, 192 }, 96)]
    public int Width { get; set; } = 96;

    /// <summary>Layers one after the other. Default 3, as published.</summary>
    [Range(1, 6, 3)]
    public int Layers { get; set; } = 3;

    /// <summary>Heads of each layer. Default 8, as published.</summary>
    [Choice(new object[] { 4, 8 }, 8)]
    public int Heads { get; set; } = 8;

    /// <summary>Neurons of a layer, as a multiple of <see cref="Width"/>. Default 1.33, as published.</summary>
    [Range(0.67, 2.67, 1.33)]
    public double Expansion { get; set; } = 1.33;

    /// <summary>The share of neurons dropped in training. Default 0.1.</summary>
    [Range(0.0, 0.5, 0.1)]
    public double Dropout { get; set; } = 0.1;

    /// <summary>The share of what a column sees of the others that is dropped in training. Default 0.2.</summary>
    [Range(0.0, 0.5, 0.2)]
    public double AttentionDropout { get; set; } = 0.2;

    /// <summary>The share of what attention and neurons add that is dropped in training. Default 0.</summary>
    [Range(0.0, 0.2, 0.0)]
    public double ResidualDropout { get; set; }

    internal int Neurons => Math.Max(1, (int)Math.Round(Width * Expansion));

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(Width), Width, 1);
        faults.AtLeast(nameof(Layers), Layers, 1);
        faults.AtLeast(nameof(Heads), Heads, 1);
        faults.Require(Heads < 1 || Width % Heads == 0, $"{nameof(Heads)} must divide {nameof(Width)}, but were {Heads} and {Width}.");
        faults.Above(nameof(Expansion), Expansion, 0);
        faults.Share(nameof(Dropout), Dropout);
        faults.Share(nameof(AttentionDropout), AttentionDropout);
        faults.Share(nameof(ResidualDropout), ResidualDropout);
    }
}
