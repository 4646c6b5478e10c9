using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of residual networks for tables.</summary>
public sealed class TableResNetOptions : TableTrainerOptions
{
    /// <summary>
    /// Sets the defaults of this architecture: piecewise-linear encoding of numbers with 32 bins, a batch size of 256, a learning rate of 0.001, a weight decay
    /// of 0.0001, and an early-stopping patience of 8.
    /// </summary>
    public TableResNetOptions() =>
        (NumericEncoding, Bins, BatchSize, LearningRate, WeightDecay, Patience) = (NumericEncoding.PiecewiseLinear, 32, 256, 1e-3, 1e-4, 8);

    /// <summary>The width of the residual stream. Default 128.</summary>
    [Range(32, 512, 128, true)]
    public int Width { get; set; } = 128;

    /// <summary>The hidden width of a block, as a multiple of <see cref="Width"/>. Default 2.</summary>
    [Range(1.0, 4.0, 2.0)]
    public double Expansion { get; set; } = 2;

    /// <summary>Residual blocks. Default 3.</summary>
    [Range(1, 8, 3)]
    public int Layers { get; set; } = 3;

    /// <summary>The embedding size of a category, and of a numeric column. Default 16.</summary>
    [Range(4, 64, 16, true)]
    public int EmbeddingWidth { get; set; } = 16;

    /// <summary>The dropout rate inside a block. Default 0.2.</summary>
    [Range(0.0, 0.5, 0.2)]
    public double Dropout { get; set; } = 0.2;

    /// <summary>The dropout rate at the end of each residual branch. Default 0.</summary>
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
