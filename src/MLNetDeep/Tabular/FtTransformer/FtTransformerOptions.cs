using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of FT-Transformer, a transformer for tables.</summary>
public sealed class FtTransformerOptions : TableTrainerOptions
{
    /// <summary>
    /// Sets the defaults of this architecture: piecewise-linear encoding of numbers with 32 bins, a batch size of 256, a learning rate of 0.0005, a weight
    /// decay of 0.0001, at most 15 epochs, and an early-stopping patience of 4.
    /// </summary>
    public FtTransformerOptions()
    {
        (NumericEncoding, Bins) = (NumericEncoding.PiecewiseLinear, 32);
        (MaxEpochs, BatchSize, LearningRate, WeightDecay, Patience) = (15, 256, 5e-4, 1e-4, 4);
    }

    /// <summary>The embedding size of a column; it must be divisible by the number of heads. Published: 192. Default 96.</summary>
    [Choice(new object[] { 64, 96, 128, 192 }, 96)]
    public int Width { get; set; } = 96;

    /// <summary>Transformer blocks. Default 3, as published.</summary>
    [Range(1, 6, 3)]
    public int Layers { get; set; } = 3;

    /// <summary>Attention heads of each block. Default 8, as published.</summary>
    [Choice(new object[] { 4, 8 }, 8)]
    public int Heads { get; set; } = 8;

    /// <summary>The width of the feed-forward layer, as a multiple of <see cref="Width"/>. Default 1.33, as published.</summary>
    [Range(0.67, 2.67, 1.33)]
    public double Expansion { get; set; } = 1.33;

    /// <summary>The dropout rate in the feed-forward layers. Default 0.1.</summary>
    [Range(0.0, 0.5, 0.1)]
    public double Dropout { get; set; } = 0.1;

    /// <summary>The dropout rate of the attention weights. Default 0.2.</summary>
    [Range(0.0, 0.5, 0.2)]
    public double AttentionDropout { get; set; } = 0.2;

    /// <summary>The dropout rate at the end of each residual branch. Default 0.</summary>
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
