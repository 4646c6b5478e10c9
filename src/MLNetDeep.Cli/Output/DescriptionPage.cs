using System.Globalization;
using System.Net;
using System.Text;

namespace MLNetDeep.Cli.Output;

/// <summary>The description of a table as a page of its own, without scripts.</summary>
internal static class DescriptionPage
{
    private const string Style = """
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #1c1e21; background: #fff; }
        h1 { font-size: 1.5rem; margin-bottom: 0; } p.sub { color: #5b6168; margin-top: .2rem; }
        ul.notes { background: #fff8e1; border-left: 4px solid #e0a800; padding: .7rem 1rem .7rem 2rem; }
        table { border-collapse: collapse; width: 100%; } th { text-align: left; border-bottom: 2px solid #c8ccd0; padding: .4rem 1rem; } th.n { text-align: right; }
        td { border-bottom: 1px solid #e6e8ea; padding: .4rem 1rem; vertical-align: top; } td.n { text-align: right; white-space: nowrap; }
        .kind { background: #e8eef7; border-radius: .6rem; padding: 0 .5rem; white-space: nowrap; } tr.off td { color: #777d84; } .why { color: #a04000; font-size: .9em; }
        svg { display: block; } rect { fill: #3867a8; } .bar { background: #3867a8; display: inline-block; height: .6rem; vertical-align: middle; margin-right: .4rem; }
        .label { background: #d9f0dd; } @media (prefers-color-scheme: dark) { body { background: #17191c; color: #e4e6e8; } td { border-color: #33373b; } ul.notes { background: #332b12; } .kind { background: #2b3648; } .label { background: #234a2b; } }
        """;

    public static string Of(TableDescription description, string? label)
    {
        string title = WebUtility.HtmlEncode(Path.GetFileName(description.File.Path));
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>{Style}</style></head>\n<body><h1>{title}</h1>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p class=\"sub\">{description.File.Rows:#,0} rows, {description.File.Columns.Count:#,0} columns{(label is null ? "" : $", label {WebUtility.HtmlEncode(label)}")}</p>\n");
        string[] notes = [.. DescriptionTable.Notes(description)];
        if (notes.Length > 0)
            page.Append("<ul class=\"notes\">").AppendJoin("", notes.Select(n => $"<li>{WebUtility.HtmlEncode(n)}</li>")).Append("</ul>\n");
        page.Append("<table><thead><tr><th>Column</th><th>Kind</th><th class=\"n\">Missing</th><th class=\"n\">Distinct</th><th>Values</th><th>Distribution</th></tr></thead><tbody>\n");
        foreach (ColumnSummary column in description.Columns)
            page.Append(Row(column, description.File.Rows, column.Column.Name == label));
        return page.Append("</tbody></table></body></html>\n").ToString();
    }

    private static string Row(ColumnSummary summary, long rows, bool isLabel)
    {
        TableFileColumn column = summary.Column;
        string why = summary.Leak ?? column.Useless ?? "";
        return $"<tr{(column.Useless is null ? "" : " class=\"off\"")}><td>{WebUtility.HtmlEncode(column.Name)}{(isLabel ? " <span class=\"kind label\">label</span>" : "")}{(why.Length > 0 ? $"<div class=\"why\">{WebUtility.HtmlEncode(why)}</div>" : "")}</td>"
            + $"<td><span class=\"kind\">{column.Kind.ToString().ToLowerInvariant()}</span></td><td class=\"n\">{DescriptionTable.Missing(column, rows)}</td>"
            + $"<td class=\"n\">{column.Distinct?.ToString("#,0", CultureInfo.InvariantCulture) ?? "many"}</td><td>{Values(summary)}</td><td>{Distribution(summary, rows)}</td></tr>\n";
    }

    private static string Values(ColumnSummary column) => column.Least is null
        ? string.Join("<br>", column.Frequent.Select(f => WebUtility.HtmlEncode(f.Value)))
        : column.Least == column.Most ? column.Least : $"{column.Least} to {column.Most}<br>median {column.Median}";

    private static string Distribution(ColumnSummary column, long rows)
    {
        if (column.Histogram.Count == 0)
            return string.Join("<br>", column.Frequent.Select(f => $"<span class=\"bar\" style=\"width:{(8.0 * f.Rows / rows).ToString("0.##", CultureInfo.InvariantCulture)}rem\"></span>{f.Rows:#,0}"));
        double most = column.Histogram.Max();
        double width = 160.0 / column.Histogram.Count;
        IEnumerable<string> bars = column.Histogram.Select((count, i) => string.Create(CultureInfo.InvariantCulture,
            $"<rect x=\"{i * width:0.#}\" y=\"{40 - (40 * count / most):0.#}\" width=\"{Math.Max(1, width - 1):0.#}\" height=\"{40 * count / most:0.#}\"><title>{count}</title></rect>"));
        return $"<svg width=\"160\" height=\"40\" role=\"img\" aria-label=\"histogram of {WebUtility.HtmlEncode(column.Column.Name)}\">{string.Concat(bars)}</svg>";
    }
}
