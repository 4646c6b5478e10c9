using System.Globalization;
using MLNetDeep.Cli.Training;
using Spectre.Console;

namespace MLNetDeep.Cli.Output;

/// <summary>Candidates of a comparison, the most accurate first.</summary>
internal static class CompareTable
{
    public static Table Of(IEnumerable<FoldResults> results)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn("Trainer");
        foreach (string name in new[] { "MicroAccuracy", "MacroAccuracy", "LogLoss", "Training s", "Scoring µs/row" })
            table.AddColumn(new TableColumn(name).RightAligned());
        foreach (FoldResults result in results.OrderByDescending(r => r.Metric("MicroAccuracy").Mean))
        {
            table.AddRow(
                Markup.Escape(result.Name),
                Spread(result.Metric("MicroAccuracy")),
                Spread(result.Metric("MacroAccuracy")),
                Spread(result.Metric("LogLoss")),
                result.TrainingSeconds.ToString("0.00", CultureInfo.InvariantCulture),
                result.ScoringMicrosecondsPerRow.ToString("0.0", CultureInfo.InvariantCulture));
        }
        return table;
    }

    private static string Spread((double Mean, double Deviation) value) =>
        $"{MetricTable.Number(value.Mean)} ± {MetricTable.Number(value.Deviation)}";
}
