using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of convolutional networks for texts.</summary>
public sealed class TextCnnOptions : TextTrainerOptions
{
    /// <summary>Starts with what suits these networks: batches of 64, at most 20 epochs, and an end after 5 without a better validation loss.</summary>
    public TextCnnOptions() => (MaxEpochs, BatchSize, Patience, WeightDecay) = (20, 64, 5, 0.01);

    /// <summary>Numbers that describe a token. Default 256.</summary>
    [Range(64, 512, 256, true)]
    public int Width { get; set; } = 256;

    /// <summary>The most neighbouring tokens that are looked at together. Published: 5 (from 3 on). Default 5.</summary>
    [Range(2, 7, 5)]
    public int LargestWindow { get; set; } = 5;

    /// <summary>The fewest neighbouring tokens that are looked at together. Default 2.</summary>
    [Range(1, 3, 2)]
    public int SmallestWindow { get; set; } = 2;

    /// <summary>Filters of each window size. Published: 100. Default 128.</summary>
    [Range(32, 512, 128, true)]
    public int Filters { get; set; } = 128;

    /// <summary>The share of numbers dropped in training, of tokens and before the last layer. Default 0.5, as published.</summary>
    [Range(0.0, 0.7, 0.5)]
    public double Dropout { get; set; } = 0.5;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(Width), Width, 1);
        faults.AtLeast(nameof(SmallestWindow), SmallestWindow, 1);
        faults.AtLeast(nameof(LargestWindow), LargestWindow, SmallestWindow);
        faults.AtLeast(nameof(Filters), Filters, 1);
        faults.Share(nameof(Dropout), Dropout);
    }
}
