using Microsoft.ML;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;

namespace MLNetDeep.Cli.Training;

/// <summary>Parts of the rows, each once the test set.</summary>
internal static class Folds
{
    /// <summary>Shares out the rows.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="rows">The rows, with the label as trainers take it.</param>
    /// <param name="labelled">What is known of their label.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="request">How many parts, and the seed.</param>
    /// <param name="say">Told of classes that are missing in some part.</param>
    public static IReadOnlyList<RowSplit> Of(MLContext ml, IDataView rows, LabelledRows labelled, InputColumns columns, CompareRequest request, Action<string> say)
    {
        KeyValuePair<string, long>[] rare = [.. labelled.Labels.Counts.Where(c => c.Value < request.Folds).OrderBy(c => c.Key, StringComparer.Ordinal)];
        if (rare.Length > 0)
            say($"Not every fold can have a row of each class: {string.Join(", ", rare.Take(5).Select(r => $"'{r.Key}' has {r.Value}"))}{(rare.Length > 5 ? ", …" : "")} for {request.Folds} folds.");
        try
        {
            return ml.Deep().CrossValidationSplit(rows, request.Folds, labelled.Labels.Counts.Count > 0 ? columns.LabelColumn : null,
                columns.Group is { } group ? TableSource.NameOfKept(group) : null, columns.Time is { } time ? TableSource.NameOfKept(time) : null, request.Seed);
        }
        catch (ArgumentException e)
        {
            throw new CommandException(e.Message.Replace(TableSource.NameOfKept(""), "").Replace($" (Parameter '{e.ParamName}')", ""), e);
        }
    }
}
