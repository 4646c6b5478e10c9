namespace MLNetDeep.Files.Describing;

/// <summary>Finds columns that alone predict the label: mostly they were made from it, or after it.</summary>
internal static class LabelLink
{
    private const int LeastRows = 50;

    // So sure must a column be, and the most frequent class at most so frequent.
    private const double Sure = 0.999;
    private const double MostOfOneClass = 0.95;

    public static string? Find(ColumnValues column, ColumnValues label)
    {
        var isClass = !label.IsNumeric || label.Column.Distinct <= 20;
        if (!isClass) return column.IsNumeric ? OfNumbers(column.Numbers, label.Numbers) : null;
        string[] classes = label.IsNumeric ? [.. label.Numbers.Select(n => double.IsNaN(n) ? "" : n.ToString("R", System.Globalization.CultureInfo.InvariantCulture))] : [.. label.Texts];
        int[] rows = [.. Enumerable.Range(0, classes.Length).Where(i => classes[i].Length > 0 && (column.IsNumeric ? !double.IsNaN(column.Numbers[i]) : column.Texts[i].Length > 0))];
        if (rows.Length < LeastRows || rows.GroupBy(i => classes[i]).Max(g => g.Count()) > MostOfOneClass * rows.Length) return null;
        var share = column.IsNumeric && column.Column.Distinct is not <= 20 ? OfIntervals(column, classes, rows) : OfValues(rows.GroupBy(i => column.IsNumeric ? $"{column.Numbers[i]}" : column.Texts[i]), classes, rows.Length);
        return share >= Sure ? FormattableString.Invariant($"it alone predicts the label in {(share == 1 ? "all rows" : FormattableString.Invariant($"{100 * share:0.0} % of the rows"))} (target leakage): is it known before the label is?") : null;
    }

    // Each value predicts its most frequent class; a value needs several rows to say something.
    private static double OfValues(IEnumerable<IGrouping<string, int>> values, string[] classes, int rows)
    {
        var (right, groups) = (0, 0);
        foreach (var value in values)
        {
            right += value.GroupBy(i => classes[i]).Max(g => g.Count());
            groups++;
        }
        return groups > rows / 5 ? 0 : (double)right / rows;
    }

    // Sorted by the number, the classes lie in as many runs as there are classes.
    private static double OfIntervals(ColumnValues column, string[] classes, int[] rows)
    {
        int[] sorted = [.. rows.OrderBy(i => column.Numbers[i]).ThenBy(i => classes[i], StringComparer.Ordinal)];
        var changes = Enumerable.Range(1, sorted.Length - 1).Count(i => classes[sorted[i]] != classes[sorted[i - 1]]);
        return changes == rows.Select(i => classes[i]).Distinct().Count() - 1 ? 1 : 0;
    }

    private static string? OfNumbers(IReadOnlyList<double> column, IReadOnlyList<double> label)
    {
        int[] rows = [.. Enumerable.Range(0, label.Count).Where(i => !double.IsNaN(column[i]) && !double.IsNaN(label[i]))];
        if (rows.Length < LeastRows) return null;
        var (meanX, meanY) = (rows.Average(i => column[i]), rows.Average(i => label[i]));
        var (xx, yy, xy) = (0.0, 0.0, 0.0);
        foreach (var i in rows)
        {
            var (x, y) = (column[i] - meanX, label[i] - meanY);
            (xx, yy, xy) = (xx + (x * x), yy + (y * y), xy + (x * y));
        }
        var correlation = xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : 0;
        return Math.Abs(correlation) > 0.9999 ? FormattableString.Invariant($"it follows the label almost exactly (correlation {correlation:0.00000}): is it known before the label is?") : null;
    }
}
