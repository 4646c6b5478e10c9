using System.Globalization;
using MLNetDeep.Cli.CommandLine;
using Spectre.Console;

namespace MLNetDeep.Cli.Output;

/// <summary>The columns of a table, a line each.</summary>
internal static class DescriptionTable
{
    private const string Bars = " ▁▂▃▄▅▆▇█";

    public static Table Of(TableDescription description)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("Column", "Kind")
            .AddColumn(new TableColumn("Missing").RightAligned()).AddColumn(new TableColumn("Distinct").RightAligned()).AddColumns("Values", "Histogram");
        foreach (ColumnSummary column in description.Columns)
        {
            table.AddRow(new[]
            {
                column.Column.Name,
                column.Column.Kind.ToString().ToLowerInvariant(),
                Missing(column.Column, description.File.Rows),
                column.Column.Distinct?.ToString(CultureInfo.InvariantCulture) ?? "many",
                Values(column),
                Bar(column.Histogram),
            }.Select(Markup.Escape).ToArray());
        }
        return table;
    }

    /// <summary>What is to be noticed, a sentence each.</summary>
    public static IEnumerable<string> Notes(TableDescription description) =>
    [
        .. description.File.Notes.Select(Wording.Of),
        .. description.Columns.Where(c => c.Column.Useless is not null).Select(c => $"No information in column '{c.Column.Name}': {c.Column.Useless}."),
        .. description.Columns.Where(c => c.Leak is not null).Select(c => $"Column '{c.Column.Name}' is suspicious: {c.Leak}"),
    ];

    /// <summary>Range or most frequent values.</summary>
    public static string Values(ColumnSummary column) => column.Least is not null
        ? column.Least == column.Most ? column.Least : $"{column.Least} … {column.Median} … {column.Most}"
        : string.Join(", ", column.Frequent.Take(3).Select(f => $"{Short(f.Value)} ({f.Rows})"));

    public static string Missing(TableFileColumn column, long rows) =>
        column.Missing == 0 ? "" : $"{column.Missing} ({Percent(100.0 * column.Missing / rows)} %)";

    private static string Percent(double value) => value < 0.1 ? "under 0.1" : value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Short(string value) => (value.Length > 20 ? value[..20] + "…" : value).ReplaceLineEndings(" ");

    private static string Bar(IReadOnlyList<long> histogram)
    {
        long most = histogram.DefaultIfEmpty().Max();
        return string.Concat(histogram.Select(count => Bars[count == 0 ? 0 : Math.Max(1, (int)Math.Round(8.0 * count / most))]));
    }
}
