namespace MLNetDeep;

/// <summary>The options of ridge forecasters.</summary>
public sealed class RidgeForecasterOptions : ClosedFormOptions
{
    /// <summary>
    /// The L2 penalty of the weights, as a share of the mean variance of the inputs. Default 0: the one with the lowest validation error of 1e-6 to 10.
    /// </summary>
    public double Penalty { get; set; }

    /// <summary>How each window is normalized. Default LastValue.</summary>
    public override WindowNormalization Normalization { get; set; } = WindowNormalization.LastValue;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(Penalty), Penalty, 0);
        faults.Require(Normalization != WindowNormalization.None, $"{nameof(Normalization)} of ridge must be RevIn, LastValue or Mean, but was None.");
    }
}
