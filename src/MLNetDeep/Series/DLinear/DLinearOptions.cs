using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of DLinear.</summary>
public sealed class DLinearOptions : ForecasterOptions
{
    /// <summary>Starts with 20 epochs, mini-batches of 64 windows, a patience of 4 and averaged weights: those of single steps follow the noise of single batches.</summary>
    public DLinearOptions() => (MaxEpochs, BatchSize, Patience, EmaDecay) = (20, 64, 4, 0.995);

    /// <summary>The peak learning rate of the schedule. Default 0.001.</summary>
    [Range(1e-4, 1e-2, 1e-3, true)]
    public override double LearningRate { get; set; } = 1e-3;

    /// <summary>The steps of the moving average that is the trend. Default 25.</summary>
    [Range(5, 97, 25, true)]
    public int TrendWindow { get; set; } = 25;

    /// <summary>How each window is normalized. Default None, as in the paper.</summary>
    public override WindowNormalization Normalization { get; set; } = WindowNormalization.None;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(TrendWindow), TrendWindow, 1);
    }
}
