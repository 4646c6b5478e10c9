using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.AutoML;

namespace MLNetDeep.Cli.Tables;

/// <summary>Synthetic rows beside real ones as a page of its own, without scripts.</summary>
internal static class FidelityPage
{
    private const int Bins = 24, MostCategories = 8;

    private const string Style = """
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 64rem; padding: 0 1rem; color: #1c1e21; background: #fff; }
        h1 { font-size: 1.5rem; margin-bottom: 0; } h2 { font-size: 1.15rem; margin-top: 2rem; } p.sub { color: #5b6168; margin-top: .2rem; }
        table { border-collapse: collapse; } th { text-align: left; border-bottom: 2px solid #c8ccd0; padding: .4rem 1rem; } th.n, td.n { text-align: right; }
        td { border-bottom: 1px solid #e6e8ea; padding: .4rem 1rem; }
        .columns { display: grid; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); gap: 1.5rem; } figure { margin: 0; } figcaption { font-weight: 600; } figcaption span { color: #5b6168; font-weight: 400; }
        svg { display: block; width: 100%; height: auto; overflow: visible; } .real { fill: #3867a8; } .made { fill: #d9822b; } text { font: 10px system-ui, sans-serif; fill: currentColor; }
        .key { display: inline-block; width: .8rem; height: .8rem; margin: 0 .3rem 0 1rem; vertical-align: -.1rem; } .key.r { background: #3867a8; } .key.m { background: #d9822b; }
        @media (prefers-color-scheme: dark) { body { background: #17191c; color: #e4e6e8; } td { border-color: #33373b; } p.sub, figcaption span { color: #9aa1a8; } }
        """;

    public static string Of(TableFidelity fidelity, LearnedTable table, IDataView made)
    {
        string title = WebUtility.HtmlEncode(Path.GetFileName(table.File.Path));
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Synthetic rows like {title}</title><style>{Style}</style></head>\n");
        page.Append(CultureInfo.InvariantCulture, $"<body><h1>Synthetic rows like {title}</h1><p class=\"sub\">{table.Rows:#,0} rows were learned from.<span class=\"key r\"></span>real<span class=\"key m\"></span>synthetic</p>\n");
        page.Append("<h2>What a model learns from them</h2><table><thead><tr><th>LightGbm on rows held out</th><th class=\"n\">learned from real rows</th><th class=\"n\">from synthetic rows</th></tr></thead><tbody>\n");
        foreach ((string name, double real, double fromMade) in FidelityText.Compared(fidelity))
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{name}</td><td class=\"n\">{real:0.0000}</td><td class=\"n\">{fromMade:0.0000}</td></tr>\n");
        page.Append("</tbody></table>\n<h2>How close they are</h2><ul>\n");
        foreach (string line in FidelityText.Lines(fidelity, table.Label!).Skip(FidelityText.Compared(fidelity).Count()))
            page.Append(CultureInfo.InvariantCulture, $"<li>{WebUtility.HtmlEncode(line)}</li>\n");
        page.Append("</ul>\n<h2>Columns</h2><div class=\"columns\">\n");
        foreach (ColumnFidelity column in fidelity.Columns.OrderByDescending(column => column.Distance))
            page.Append(CultureInfo.InvariantCulture, $"<figure><figcaption>{WebUtility.HtmlEncode(column.Name)} <span>distance {column.Distance:0.000}</span></figcaption>{Chart(table.Training, made, column.Name)}</figure>\n");
        return page.Append("</div></body></html>\n").ToString();
    }

    private static string Chart(IDataView real, IDataView made, string column)
    {
        if (real.Schema[column].Type is TextDataViewType)
            return Categories([.. real.GetColumn<string>(column)], [.. made.GetColumn<string>(column)]);
        return Numbers(Doubles(real, column), Doubles(made, column), real.Schema[column].Type is DateTimeDataViewType);
    }

    private static double[] Doubles(IDataView rows, string column) => rows.Schema[column].Type switch
    {
        DateTimeDataViewType => [.. rows.GetColumn<DateTime>(column).Where(time => time != default).Select(time => (double)time.Ticks)],
        NumberDataViewType { RawType: { } raw } when raw == typeof(double) => [.. rows.GetColumn<double>(column).Where(double.IsFinite)],
        _ => [.. rows.GetColumn<float>(column).Where(float.IsFinite).Select(value => (double)value)],
    };

    private static string Categories(string[] real, string[] made)
    {
        string[] names = [.. real.CountBy(name => name).OrderByDescending(pair => pair.Value).Take(MostCategories).Select(pair => pair.Key)];
        var bars = new StringBuilder();
        double most = names.SelectMany(name => new[] { Share(real, name), Share(made, name) }).DefaultIfEmpty(1).Max();
        foreach ((int i, string name) in names.Index())
        {
            bars.Append(CultureInfo.InvariantCulture, $"<text x=\"112\" y=\"{(i * 22) + 12}\" text-anchor=\"end\">{WebUtility.HtmlEncode(name.Length == 0 ? "(empty)" : name.Length > 18 ? name[..17] + "…" : name)}</text>");
            foreach ((int row, string kind, double share) in new[] { (0, "real", Share(real, name)), (1, "made", Share(made, name)) })
                bars.Append(CultureInfo.InvariantCulture, $"<rect class=\"{kind}\" x=\"118\" y=\"{(i * 22) + (row * 9)}\" width=\"{170 * share / most:0.#}\" height=\"8\"><title>{(kind == "made" ? "synthetic" : kind)}: {share:P1}</title></rect>");
        }
        return $"<svg viewBox=\"0 0 290 {names.Length * 22}\" role=\"img\">{bars}</svg>";
    }

    private static double Share(string[] values, string name) => values.Count(value => value == name) / (double)Math.Max(1, values.Length);

    private static string Numbers(double[] real, double[] made, bool areTimes)
    {
        if (real.Length == 0)
            return "<p>All values are missing.</p>";
        double[] sorted = [.. real.Order()];
        // A few values far out would leave one bar of all others.
        (double low, double high) = (sorted[(int)(0.005 * (sorted.Length - 1))], sorted[(int)(0.995 * (sorted.Length - 1))]);
        double width = high > low ? (high - low) / Bins : 1;
        double[] first = Histogram(real, low, width), second = Histogram(made, low, width);
        double most = first.Concat(second).Max();
        var bars = new StringBuilder();
        for (int i = 0; i < Bins; i++)
        {
            bars.Append(CultureInfo.InvariantCulture, $"<rect class=\"real\" x=\"{i * 12}\" y=\"{80 - (80 * first[i] / most):0.#}\" width=\"5\" height=\"{80 * first[i] / most:0.#}\"><title>real: {first[i]:P1}</title></rect>");
            bars.Append(CultureInfo.InvariantCulture, $"<rect class=\"made\" x=\"{(i * 12) + 5}\" y=\"{80 - (80 * second[i] / most):0.#}\" width=\"5\" height=\"{80 * second[i] / most:0.#}\"><title>synthetic: {second[i]:P1}</title></rect>");
        }
        bars.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"94\">{Text(low, areTimes)}</text><text x=\"288\" y=\"94\" text-anchor=\"end\">{Text(high, areTimes)}</text>");
        return $"<svg viewBox=\"0 0 290 98\" role=\"img\">{bars}</svg>";
    }

    private static string Text(double value, bool isTime) => isTime ? new DateTime((long)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : value.ToString("G5", CultureInfo.InvariantCulture);

    private static double[] Histogram(double[] values, double low, double width)
    {
        var shares = new double[Bins];
        foreach (double value in values)
            shares[(int)Math.Clamp((value - low) / width, 0, Bins - 1)] += 1.0 / values.Length;
        return shares;
    }
}
