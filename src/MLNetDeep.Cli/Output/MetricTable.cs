using System.Globalization;
using Spectre.Console;

namespace MLNetDeep.Cli.Output;

/// <summary>Tables of metrics.</summary>
internal static class MetricTable
{
    /// <summary>One metric a line.</summary>
    public static Table Of(IEnumerable<KeyValuePair<string, double>> metrics)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn("Metric").AddColumn(new TableColumn("Value").RightAligned());
        foreach ((string name, double value) in metrics)
            table.AddRow(Markup.Escape(name), Number(value));
        return table;
    }

    /// <summary>Four decimals; blank where the metric is not defined.</summary>
    public static string Number(double value) => double.IsFinite(value) ? value.ToString("0.0000", CultureInfo.InvariantCulture) : "";
}
