namespace MLNetDeep;

/// <summary>The options of the forecast that repeats the last value. Those of training play no part.</summary>
public sealed class LastValueOptions : ForecasterOptions
{
    /// <summary>The look-back window; the deviation of the values in it tells how wide intervals are. Default 336.</summary>
    public override int LookBack { get; set; } = 336;

    /// <summary>How each window is normalized: LastValue.</summary>
    public override WindowNormalization Normalization { get; set; } = WindowNormalization.LastValue;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.Require(Normalization == WindowNormalization.LastValue, $"{nameof(Normalization)} must be LastValue, but was {Normalization}.");
    }
}

/// <summary>The options of the forecast that repeats the last season (<see cref="ForecasterOptions.Seasonality"/>). Those of training play no part.</summary>
public sealed class SeasonalNaiveOptions : ForecasterOptions
{
    /// <summary>The look-back window, which must hold a season; the deviation of the values in it tells how wide intervals are. Default 336.</summary>
    public override int LookBack { get; set; } = 336;

    /// <summary>How each window is normalized: not at all.</summary>
    public override WindowNormalization Normalization { get; set; } = WindowNormalization.None;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.Require(Normalization == WindowNormalization.None, $"{nameof(Normalization)} must be None, but was {Normalization}.");
    }
}
