using Microsoft.ML;
using MLNetDeep.Data;

namespace MLNetDeep.Tasks;

/// <summary>Takes validation rows out of those to train on where they are whole groups, or the latest.</summary>
internal static class HeldOut
{
    /// <summary>The rows to train on, and options that hold the others.</summary>
    public static (IDataView Rows, TrainerOptions Options) Of(IDataView input, TrainerOptions options, int seed)
    {
        var (group, time) = (options.ValidationGroupColumnName, options.ValidationTimeColumnName);
        if ((group is null && time is null) || options.ValidationSet is not null || options.ValidationFraction <= 0) return (input, options);
        var held = RowParts.HoldOut(input, options.ValidationFraction, group, time, seed);
        if (!held.Contains(true)) throw new InvalidOperationException($"No rows can be held out for validation: column '{group ?? time}' has one value in all rows.");
        var own = options.Clone();
        own.ValidationSet = new RowSubset(input, row => held[row]);
        return (new RowSubset(input, row => !held[row]), own);
    }
}
