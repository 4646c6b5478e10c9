namespace MLNetDeep;

/// <summary>The options of the automatic forecaster.</summary>
public sealed class AutoForecasterOptions : ClosedFormOptions
{
    /// <summary>The longest look-back window that is tried, beside halves and other parts of it. Default 720.</summary>
    public override int LookBack { get; set; } = 720;

    /// <summary>How each window is normalized: LastValue; members that see windows less their mean are written so.</summary>
    public override WindowNormalization Normalization { get; set; } = WindowNormalization.LastValue;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.Require(Normalization == WindowNormalization.LastValue, $"{nameof(Normalization)} must be LastValue, but was {Normalization}.");
    }
}
