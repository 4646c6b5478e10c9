using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of residual networks for tables.</summary>
public sealed class TableResNetOptions : TableTrainerOptions
{
    /// <summary>
    /// Starts with what suits these networks: piecewise-linear encoding of numbers in 32 bins, batches of 256, a learning rate of 0.001,
    /// a weight decay of 0.0001, and an end after 8 epochs without a better validation loss.
    /// </summary>
    public TableResNetOptions() =>
        (NumericEncoding, Bins, BatchSize, LearningRate, WeightDecay, Patience) = (NumericEncoding.PiecewiseLinear, 32, 256, 1e-3, 1e-4, 8);

    /// <summary>Numbers that go from block to block. Default 128.</summary>
    [Range(32, 512, 128, true)]
    public int Width { get; set; } = 128;

    /// <summary>Neurons inside a block, as a multiple of <see cref="Width"/>. Default 2.</summary>
    [Range(1.0, 4.0, 2.0)]
    public double Expansion { get; set; } = 2;

    /// <summary>Blocks one after the other. Default 3.</summary>
    [Range(1, 8, 3)]
    public int Layers { get; set; } = 3;

    /// <summary>Numbers that describe a code of a category, or an encoded number. Default 16.</summary>
    [Range(4, 64, 16, true)]
    public int EmbeddingWidth { get; set; } = 16;

    /// <summary>The share of neurons inside a block dropped in training. Default 0.2.</summary>
    [Range(0.0, 0.5, 0.2)]
    public double Dropout { get; set; } = 0.2;

    /// <summary>The share of what a block adds that is dropped in training. Default 0.</summary>
    [Range(0.0, 0.5, 0.0)]
    public double ResidualDropout { get; set; }

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(Width), Width, 1);
        faults.Above(nameof(Expansion), Expansion, 0);
        faults.AtLeast(nameof(Layers), Layers, 1);
        faults.AtLeast(nameof(EmbeddingWidth), EmbeddingWidth, 1);
        faults.Share(nameof(Dropout), Dropout);
        faults.Share(nameof(ResidualDropout), ResidualDropout);
    }
}
