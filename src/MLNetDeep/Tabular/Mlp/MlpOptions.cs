using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of the plain network of layers of neurons.</summary>
public sealed class MlpOptions : TableTrainerOptions
{
    /// <summary>
    /// Starts with what suits these networks: piecewise-linear encoding of numbers by 48 bins, batches of 256, and an end after 5
    /// epochs without a better validation loss.
    /// </summary>
    public MlpOptions() => (NumericEncoding, Bins, BatchSize, Patience) = (NumericEncoding.PiecewiseLinear, 48, 256, 5);

    /// <summary>Layers of neurons. Default 2.</summary>
    [Range(1, 6, 2)]
    public int Layers { get; set; } = 2;

    /// <summary>Neurons in each layer. Default 256.</summary>
    [Range(32, 1024, 256, true)]
    public int Width { get; set; } = 256;

    /// <summary>Numbers that describe a code of a category. Default 16.</summary>
    [Range(4, 64, 16, true)]
    public int EmbeddingWidth { get; set; } = 16;

    /// <summary>The normalization layer of each hidden layer. Default None.</summary>
    [Choice(new object[] { MlpNormalization.None, MlpNormalization.Batch, MlpNormalization.Layer }, MlpNormalization.None)]
    public MlpNormalization Normalization { get; set; }

    /// <summary>The share of neurons dropped behind each layer in training. Default 0.4.</summary>
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
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Each neuron over the batch.</summary>
    Batch,

    /// <summary>All neurons of a row.</summary>
    Layer,
}
