namespace MLNetDeep;

/// <summary>What the options of fine-tuning allow.</summary>
internal static class FineTuningChecks
{
    /// <summary>Notes what is wrong.</summary>
    public static void Check<TOptions>(TOptions options, OptionFaults faults) where TOptions : TrainerOptions, IFineTuned
    {
        faults.AtLeast(nameof(options.FreezeDepth), options.FreezeDepth, -1);
        faults.Require(options.LayerDecay is > 0 and <= 1, $"{nameof(options.LayerDecay)} must be above 0 and at most 1, but was {OptionCatalog.Text([options.LayerDecay])}.");
        faults.AtLeast(nameof(options.UnfreezeEvery), options.UnfreezeEvery, 0);
        faults.Require(options.UnfreezeEvery == 0 || options.FreezeDepth >= 0, $"{nameof(options.UnfreezeEvery)} {options.UnfreezeEvery} has nothing to unfreeze where {nameof(options.FreezeDepth)} freezes all but the last layer.");
        faults.AtLeast(nameof(options.Restarts), options.Restarts, 0);
        faults.Require(options.Restarts == 0 || options.CheckpointPath is null, $"{nameof(options.CheckpointPath)} must be null with {nameof(options.Restarts)}: a checkpoint is of one training.");
    }
}
