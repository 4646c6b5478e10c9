using System.Globalization;
using System.Text;

namespace MLNetDeep.AutoML.Comparisons;

/// <summary>A comparison as Markdown, its columns padded so that it reads as plain text.</summary>
internal static class ComparisonMarkdown
{
    public static string Of(Comparison comparison)
    {
        ComparisonEntry[] ended = [.. comparison.Entries.Where(e => e.Failure is null)];
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{comparison.Rows} rows, {comparison.Folds} folds{(comparison.Repeats > 1 ? $" × {comparison.Repeats} repeats" : "")}, seed {comparison.Seed}.");
        if (comparison.Reference is not null)
            text.AppendLine(CultureInfo.InvariantCulture, $"Compared with {ComparisonText.ReferenceText(comparison)}, by {comparison.Metric}; region of practical equivalence ± {ComparisonText.Number(comparison.RopeWidth)}.");
        if (comparison.Tuning is not null)
            text.AppendLine(CultureInfo.InvariantCulture, $"Tuned: {comparison.Tuning}.");
        if (ended.Length > 0)
        {
            AppendTable(text.AppendLine(), Quality(ended));
            text.AppendLine();
            AppendTable(text, Costs(ended));
        }
        foreach (ComparisonEntry failed in comparison.Entries.Where(e => e.Failure is not null))
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{failed.Key} failed: {failed.Failure}");
        foreach (string note in comparison.Notes)
            text.AppendLine().AppendLine(note);
        return text.ToString();
    }

    private static List<string[]> Quality(ComparisonEntry[] entries) =>
    [
        ["Contender", .. entries[0].Metrics.Select(m => m.Name), "95 % interval", "Difference", "p (t-test, Holm)", "p (Wilcoxon, Holm)", "Better / equivalent / worse", "Verdict"],
        .. entries.Select(e => new[]
        {
            [e.Key],
            [.. e.Metrics.Select(ComparisonText.Spread)],
            new[]
            {
                ComparisonText.Interval(e.Metrics[0].Interval), ComparisonText.Difference(e), ComparisonText.PValue(e.Difference?.AdjustedTTestPValue ?? double.NaN),
                ComparisonText.PValue(e.Difference?.AdjustedWilcoxonPValue ?? double.NaN), ComparisonText.Probabilities(e.Difference), e.VerdictText,
            },
        }.SelectMany(cells => cells).ToArray()),
    ];

    private static List<string[]> Costs(ComparisonEntry[] entries) =>
    [
        ["Contender", "Training s", "Scoring µs/row", "Single row µs", "Peak memory", "Memory growth", "Model"],
        .. entries.Select(e => new[]
        {
            e.Key, ComparisonText.Amount(e.TrainingSeconds), ComparisonText.Amount(e.ScoringMicrosecondsPerRow), ComparisonText.Amount(e.SingleRowMicroseconds),
            ComparisonText.Bytes(e.PeakMemoryBytes), ComparisonText.Bytes(e.MemoryGrowthBytes), ComparisonText.Bytes(e.ModelBytes),
        }),
    ];

    private static void AppendTable(StringBuilder text, List<string[]> rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => Math.Max(3, rows.Max(r => Cell(r[column]).Length)))];
        AppendRow(text, rows[0], widths);
        text.Append('|').AppendJoin('|', widths.Select((width, i) => i == 0 ? $" {new string('-', width)} " : $" {new string('-', width - 1)}: ")).AppendLine("|");
        foreach (string[] row in rows.Skip(1))
            AppendRow(text, row, widths);
    }

    private static void AppendRow(StringBuilder text, string[] cells, int[] widths) =>
        text.Append('|').AppendJoin('|', cells.Select((cell, i) => $" {(i == 0 ? Cell(cell).PadRight(widths[i]) : Cell(cell).PadLeft(widths[i]))} ")).AppendLine("|");

    private static string Cell(string text) => text.Replace("|", "\\|").ReplaceLineEndings(" ");
}
