using MLNetDeep.AutoML;
using MLNetDeep.AutoML.Comparisons;
using Spectre.Console;

namespace MLNetDeep.Cli.Output;

/// <summary>The contenders of a comparison, the best first: what their differences are worth, and what they cost.</summary>
internal static class CompareTable
{
    public static void Write(Terminal terminal, Comparison comparison)
    {
        if (comparison.Reference is not null)
        {
            terminal.Write(Quality(comparison));
            terminal.WriteLine($"Compared with {ComparisonText.ReferenceText(comparison)}, by {comparison.Metric}; differences above 0 are better, those up to {ComparisonText.Number(comparison.RopeWidth)} count as none.");
            if (comparison.Tuning is not null)
                terminal.WriteLine($"Tuned on the training part of each fold: {comparison.Tuning}.");
            terminal.Write(Others(comparison));
        }
        foreach (ComparisonEntry failed in comparison.Entries.Where(e => e.Failure is not null))
            terminal.WriteLine($"{failed.Key} failed, {failed.Failure}");
        foreach (string note in comparison.Notes)
            terminal.WriteLine(note);
    }

    private static Table Quality(Comparison comparison)
    {
        Table table = New($"{comparison.Metric}", "95 % interval", "Difference", "p by Holm", "Better/same/worse");
        table.AddColumn("Verdict");
        foreach (ComparisonEntry entry in comparison.Entries)
        {
            table.AddRow(new[]
            {
                entry.Key,
                entry.Failure is null ? ComparisonText.Spread(entry.Metrics[0]) : "",
                entry.Failure is null ? ComparisonText.Interval(entry.Metrics[0].Interval) : "",
                ComparisonText.Difference(entry),
                ComparisonText.PValue(entry.Difference?.AdjustedTTestPValue ?? double.NaN),
                ComparisonText.Probabilities(entry.Difference),
                entry.VerdictText,
            }.Select(Markup.Escape).ToArray());
        }
        return table;
    }

    private static Table Others(Comparison comparison)
    {
        ComparisonEntry[] ended = [.. comparison.Entries.Where(e => e.Failure is null)];
        Table table = New([.. ended[0].Metrics.Skip(1).Select(m => m.Name), "Training s", "Scoring µs/row", "One row µs", "Peak memory", "Model"]);
        foreach (ComparisonEntry entry in ended)
        {
            table.AddRow(entry.Metrics.Skip(1).Select(ComparisonText.Spread).Prepend(entry.Key).Concat(
            [
                ComparisonText.Amount(entry.TrainingSeconds), ComparisonText.Amount(entry.ScoringMicrosecondsPerRow), ComparisonText.Amount(entry.SingleRowMicroseconds),
                ComparisonText.Bytes(entry.PeakMemoryBytes), ComparisonText.Bytes(entry.ModelBytes),
            ]).Select(Markup.Escape).ToArray());
        }
        return table;
    }

    private static Table New(params string[] columns)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn("Trainer");
        foreach (string column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)).RightAligned());
        return table;
    }
}
