using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Cli.Data;
using MLNetDeep.Files.Views;

namespace MLNetDeep.Cli.Training;

/// <summary>Rows to train on and rows to measure on.</summary>
internal sealed record Fold(IDataView TrainSet, IDataView TestSet);

/// <summary>Parts of the rows, each once the test set. Each class is shared out among all parts, so that a rare one is missing in as few as can be.</summary>
internal static class Folds
{
    /// <summary>Shares out the rows.</summary>
    /// <param name="rows">The rows, with the label as trainers take it.</param>
    /// <param name="labelled">The same rows, with the label as the data have it.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="count">How many parts.</param>
    /// <param name="seed">Draws the rows of each part.</param>
    /// <param name="say">Told of classes that are missing in some part.</param>
    public static IReadOnlyList<Fold> Of(IDataView rows, LabelledRows labelled, InputColumns columns, int count, int seed, Action<string> say)
    {
        KeyValuePair<string, long>[] rare = [.. labelled.Labels.Counts.Where(c => c.Value < count).OrderBy(c => c.Key, StringComparer.Ordinal)];
        if (rare.Length > 0)
            say($"Not every fold can have a row of each class: {string.Join(", ", rare.Take(5).Select(r => $"'{r.Key}' has {r.Value}"))}{(rare.Length > 5 ? ", …" : "")} for {count} folds.");
        int[] parts = Assign(labelled.Labels.Counts.Count == 0 ? Enumerable.Repeat("", (int)labelled.Labels.Rows) : labelled.Rows.GetColumn<string>(columns.LabelColumn), count, seed);
        return [.. Enumerable.Range(0, count).Select(fold => Split(rows, parts, fold))];
    }

    private static Fold Split(IDataView rows, int[] parts, int fold) =>
        new(new RowSubset(rows, row => parts[row] != fold), new RowSubset(rows, row => parts[row] == fold));

    // The rows of each class in an order by chance, dealt out one after another; each class begins where the last one ended.
    private static int[] Assign(IEnumerable<string> classes, int count, int seed)
    {
        string[] labels = [.. classes];
        var parts = new int[labels.Length];
        var random = new Random(seed);
        int next = 0;
        foreach (IGrouping<string, int> rows in Enumerable.Range(0, labels.Length).GroupBy(i => labels[i]).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            int[] order = [.. rows];
            random.Shuffle(order);
            foreach (int row in order)
                parts[row] = next++ % count;
        }
        return parts;
    }
}
