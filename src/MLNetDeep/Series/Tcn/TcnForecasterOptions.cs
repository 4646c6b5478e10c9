using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of temporal convolutional forecasters.</summary>
public sealed class TcnForecasterOptions : ForecasterOptions
{
    /// <summary>Starts with 10 epochs, mini-batches of 32 windows and a patience of 3.</summary>
    public TcnForecasterOptions() => (MaxEpochs, BatchSize, Patience) = (10, 32, 3);

    /// <summary>The look-back window: how many steps of the past a forecast is made from. Default 96.</summary>
    [Range(24, 336, 96, true)]
    public override int LookBack { get; set; } = 96;

    /// <summary>Channels of each convolution. Default 32.</summary>
    [Range(16, 128, 32, true)]
    public int Channels { get; set; } = 32;

    /// <summary>The kernel size. Default 3.</summary>
    [Range(2, 7, 3)]
    public int KernelSize { get; set; } = 3;

    /// <summary>The dropout rate. Default 0.2.</summary>
    [Range(0.0, 0.5, 0.2)]
    public double Dropout { get; set; } = 0.2;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(Channels), Channels, 1);
        faults.AtLeast(nameof(KernelSize), KernelSize, 2);
        faults.Share(nameof(Dropout), Dropout);
    }
}
