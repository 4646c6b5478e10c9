using System.Globalization;
using MLNetDeep.Cli.Tasks;
using MLNetDeep.Cli.Training;
using Spectre.Console;

namespace MLNetDeep.Cli.Output;

/// <summary>Candidates of a comparison, the best first.</summary>
internal static class CompareTable
{
    public static Table Of(CommandTask task, IReadOnlyCollection<FoldResults> results)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn("Trainer");
        string[] metrics = [.. task.Compared.Where(name => results.All(r => r.Has(name)))];
        foreach (string name in metrics.Append("Training s").Append("Scoring µs/row"))
            table.AddColumn(new TableColumn(name).RightAligned());
        foreach (FoldResults result in results.OrderByDescending(r => metrics.Length > 0 ? r.Metric(metrics[0]).Mean : 0))
        {
            table.AddRow(
            [
                Markup.Escape(result.Name),
                .. metrics.Select(name => Spread(result.Metric(name))),
                result.TrainingSeconds.ToString("0.00", CultureInfo.InvariantCulture),
                result.ScoringMicrosecondsPerRow.ToString("0.0", CultureInfo.InvariantCulture),
            ]);
        }
        return table;
    }

    private static string Spread((double Mean, double Deviation) value) =>
        double.IsFinite(value.Mean) ? $"{MetricTable.Number(value.Mean)} ± {MetricTable.Number(value.Deviation)}" : "";
}
