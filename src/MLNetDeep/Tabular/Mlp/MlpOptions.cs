using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of the multilayer perceptron.</summary>
public sealed class MlpOptions : TableTrainerOptions
{
    /// <summary>Sets the defaults of this architecture: piecewise-linear encoding of numbers with 48 bins, a batch size of 256, and an early-stopping patience of 5.</summary>
    public MlpOptions() => (NumericEncoding, Bins, BatchSize, Patience) = (NumericEncoding.PiecewiseLinear, 48, 256, 5);

    /// <summary>Hidden layers. Default 2.</summary>
    [Range(1, 6, 2)]
    public int Layers { get; set; } = 2;

    /// <summary>Neurons in each hidden layer. Default 256.</summary>
    [Range(32, 1024, 256, true)]
    public int Width { get; set; } = 256;

    /// <summary>The embedding size of a category. Default 16.</summary>
    [Range(4, 64, 16, true)]
    public int EmbeddingWidth { get; set; } = 16;

    /// <summary>The normalization layer of each hidden layer. Default None.</summary>
    [Choice(new object[] { MlpNormalization.None, MlpNormalization.Batch, MlpNormalization.Layer }, MlpNormalization.None)]
    public MlpNormalization Normalization { get; set; }

    /// <summary>The dropout rate after each hidden layer. Default 0.4.</summary>
    [Range(0.0, 0.6, 0.4)]
    public double Dropout { get; set; } = 0.4;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(Layers), Layers, 1);
        faults.AtLeast(nameof(Width), Width, 1);
        faults.AtLeast(nameof(EmbeddingWidth), EmbeddingWidth, 1);
        faults.Defined(nameof(Normalization), Normalization);
        faults.Share(nameof(Dropout), Dropout);
    }
}

/// <summary>The normalization layer of a hidden layer.</summary>
public enum MlpNormalization
{
    /// <summary>None.</summary>
    None,

    /// <summary>Batch normalization.</summary>
    Batch,

    /// <summary>Layer normalization.</summary>
    Layer,
}
