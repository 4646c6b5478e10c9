using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>
/// The options of Rocket. Its last layer is solved for by ridge regression: learning rate, epochs, batch size, label smoothing and what else concerns training by steps plays no part then. Penalties are tried one after the other, and each counts as
/// an epoch; the one with the lowest leave-one-out loss on the training rows is kept, and so are probabilities calibrated. No rows are held out by default.
/// </summary>
public sealed class RocketOptions : SequenceTrainerOptions
{
    /// <summary>Starts without rows for validation, which leave-one-out makes unnecessary.</summary>
    public RocketOptions() => (ValidationFraction, MaxEpochs, LearningRate) = (0, 30, 1e-3);

    /// <summary>How many shares of positive values are computed, over all kernels and dilations. Published: 10000. Default 10000.</summary>
    [Range(1000, 20_000, 10_000, true)]
    public int Features { get; set; } = 10_000;

    /// <summary>Whether the largest value that each kernel finds is a feature too, beside the shares of positive values. Default true.</summary>
    [BooleanChoice(true)]
    public bool MaxPooling { get; set; } = true;

    /// <summary>
    /// The most training rows that the last layer is solved for with: time grows with the cube of their number. With more rows, and for quantiles, it is trained by steps as other networks are. Default 6000.
    /// </summary>
    public int MaxSolvedRows { get; set; } = 6000;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(Features), Features, 84);
        faults.AtLeast(nameof(MaxSolvedRows), MaxSolvedRows, 0);
    }
}
