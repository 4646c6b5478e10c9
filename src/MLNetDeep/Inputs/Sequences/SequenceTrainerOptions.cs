namespace MLNetDeep;

/// <summary>The options of every trainer that takes a column of sequences.</summary>
public class SequenceTrainerOptions : TrainerOptions
{
    /// <summary>
    /// Channels: numbers of a step. The column is a vector with the channels of the first step, then those of the second; its length must be a multiple of this. Default 1.
    /// </summary>
    public int Channels { get; set; } = 1;

    /// <summary>The most steps of a sequence; of longer ones the first steps are taken, and the log says how many are truncated. Default 1024.</summary>
    public int MaxLength { get; set; } = 1024;

    /// <summary>
    /// The most steps that are computed at once, padding included: a mini-batch of long sequences is computed in parts, with gradient accumulation, so that an optimizer step has as many rows as ever. Default 65536.
    /// </summary>
    public int MaxBatchSteps { get; set; } = 65_536;

    internal override int? EntriesAtOnce => MaxBatchSteps;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(Channels), Channels, 1);
        faults.AtLeast(nameof(MaxLength), MaxLength, 1);
        faults.AtLeast(nameof(MaxBatchSteps), MaxBatchSteps, 1);
        faults.Require(Mixup == 0, $"{nameof(Mixup)} must be 0 for sequences, whose lengths differ, but was {OptionCatalog.Text([Mixup])}.");
    }
}
