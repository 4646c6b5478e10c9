using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of temporal convolutional networks for sequences.</summary>
public sealed class SequenceTcnOptions : SequenceTrainerOptions
{
    /// <summary>Starts with what suits these networks: mini-batches of 32, at most 30 epochs but room for 1,000 steps, and an end after 8 epochs without a lower validation loss.</summary>
    public SequenceTcnOptions() => (MaxEpochs, MinSteps, BatchSize, Patience, LearningRate, WeightDecay) = (30, 1000, 32, 8, 2e-3, 0.01);

    /// <summary>Filters of each convolution. Default 64.</summary>
    [Range(16, 128, 64, true)]
    public int Filters { get; set; } = 64;

    /// <summary>The kernel size. Default 5.</summary>
    [Range(2, 9, 5)]
    public int KernelSize { get; set; } = 5;

    /// <summary>
    /// Residual blocks, each with twice the dilation of the one before; 0 (the default) for as many as it takes until the last step sees the whole of a sequence of mean length.
    /// </summary>
    public int Blocks { get; set; }

    /// <summary>The dropout rate behind each convolution and before the last layer. Default 0.2.</summary>
    [Range(0.0, 0.5, 0.2)]
    public double Dropout { get; set; } = 0.2;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(Filters), Filters, 1);
        faults.AtLeast(nameof(KernelSize), KernelSize, 2);
        faults.AtLeast(nameof(Blocks), Blocks, 0);
        faults.Share(nameof(Dropout), Dropout);
    }
}
