using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of LSTM forecasters.</summary>
public sealed class LstmForecasterOptions : ForecasterOptions
{
    /// <summary>Starts with 10 epochs, mini-batches of 32 windows and a patience of 3.</summary>
    public LstmForecasterOptions() => (MaxEpochs, BatchSize, Patience) = (10, 32, 3);

    /// <summary>The look-back window: how many steps of the past a forecast is made from. Default 96.</summary>
    [Range(24, 336, 96, true)]
    public override int LookBack { get; set; } = 96;

    /// <summary>Units of each layer. Default 64.</summary>
    [Range(16, 256, 64, true)]
    public int Units { get; set; } = 64;

    /// <summary>Layers one after the other. Default 1.</summary>
    [Range(1, 3, 1)]
    public int Layers { get; set; } = 1;

    /// <summary>The dropout rate, between layers and before the last. Default 0.2.</summary>
    [Range(0.0, 0.5, 0.2)]
    public double Dropout { get; set; } = 0.2;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(Units), Units, 1);
        faults.AtLeast(nameof(Layers), Layers, 1);
        faults.Share(nameof(Dropout), Dropout);
    }
}
