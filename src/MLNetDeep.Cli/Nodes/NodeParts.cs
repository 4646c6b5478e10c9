using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Nodes;

/// <summary>Labelled nodes by what they are for.</summary>
/// <param name="Train">To train on.</param>
/// <param name="Validation">To validate on; null where a share of those to train on is held out.</param>
/// <param name="Test">To test on; null where there are none.</param>
/// <param name="Outside">How many are in no part.</param>
internal sealed record NodeParts(IDataView Train, IDataView? Validation, IDataView? Test, long Outside)
{
    /// <summary>The parts that a column tells; all rows to train on where there is none.</summary>
    public static NodeParts Of(MLContext ml, IDataView rows, string? split)
    {
        if (split is null)
            return new NodeParts(rows, null, null, 0);
        GraphSplit parts = Split(ml, rows, split);
        (long train, long validation, long test) = (Count(parts.TrainSet, split), Count(parts.ValidationSet, split), Count(parts.TestSet, split));
        return new NodeParts(parts.TrainSet, validation == 0 ? null : parts.ValidationSet, test == 0 ? null : parts.TestSet, Count(rows, split) - train - validation - test);
    }

    /// <summary>One part.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="split">The column.</param>
    /// <param name="part">train, validation or test.</param>
    public static IDataView Named(MLContext ml, IDataView rows, string split, string part)
    {
        GraphSplit parts = Split(ml, rows, split);
        IDataView found = part switch { "train" => parts.TrainSet, "validation" => parts.ValidationSet, _ => parts.TestSet };
        return Count(found, split) > 0 ? found : throw new CommandException($"Column '{split}' has no labelled node of the part '{part}'.");
    }

    private static GraphSplit Split(MLContext ml, IDataView rows, string split)
    {
        try
        {
            return ml.Deep().Graphs.SplitByColumn(rows, TableSource.NameOfKept(split));
        }
        catch (ArgumentException e)
        {
            throw new CommandException(Networks.WithoutParameter(e), e);
        }
    }

    private static long Count(IDataView rows, string split) => rows.GetColumn<ReadOnlyMemory<char>>(TableSource.NameOfKept(split)).LongCount();
}
