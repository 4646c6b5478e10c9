using MLNetDeep.Generative.Tables;

namespace MLNetDeep.AutoML.Fidelity;

/// <summary>How much columns have to do with each other, from 0 to 1, or from -1 for two columns of numbers.</summary>
internal static class Associations
{
    // More rows would change no figure that is looked at.
    private const int MostRows = 20_000;

    /// <summary>Whether a column's values are categories.</summary>
    public static bool IsCategory(RawColumn column) => column.Texts is not null || column.Type is ColumnValueType.Boolean or ColumnValueType.KeyByte or ColumnValueType.KeyUInt16 or ColumnValueType.KeyUInt32 or ColumnValueType.KeyUInt64;

    /// <summary>The mean difference over all pairs of columns; 0 where there is one column alone.</summary>
    public static double Difference(RawTable real, RawTable made, int seed)
    {
        List<Coded> first = Code(real, seed), second = Code(made, seed);
        var differences = new List<double>();
        for (int i = 0; i < first.Count; i++)
        {
            for (int j = i + 1; j < first.Count; j++)
                differences.Add(Math.Abs(Between(first[i], first[j]) - Between(second[i], second[j])));
        }
        return differences.DefaultIfEmpty(0).Average();
    }

    private static List<Coded> Code(RawTable table, int seed)
    {
        int[] rows = [.. Enumerable.Range(0, table.Rows)];
        new Random(seed).Shuffle(rows);
        RawTable picked = table.Pick(rows[..Math.Min(MostRows, rows.Length)]);
        return [.. picked.Columns.Select(column => IsCategory(column)
            ? new Coded(true, column.Texts is not null ? Codes(column.Texts) : Codes(column.Numbers!))
            : new Coded(false, Ranks(column.Numbers!)))];
    }

    private static double Between(Coded first, Coded second) => (first.IsCategory, second.IsCategory) switch
    {
        (false, false) => Correlation(first.Values, second.Values),
        (true, true) => CramersV(first.Values, second.Values),
        (true, false) => CorrelationRatio(first.Values, second.Values),
        _ => CorrelationRatio(second.Values, first.Values),
    };

    private static double[] Codes<T>(List<T> values)
        where T : notnull
    {
        var codes = new Dictionary<T, int>();
        return [.. values.Select(value => codes.TryGetValue(value, out int code) ? code : codes[value] = codes.Count).Select(code => (double)code)];
    }

    // Equal values have the mean of their ranks; missing ones are lowest.
    private static double[] Ranks(List<double> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(i => values[i])];
        var ranks = new double[values.Count];
        for (int from = 0, to; from < order.Length; from = to)
        {
            for (to = from + 1; to < order.Length && values[order[to]].Equals(values[order[from]]); to++)
            {
            }
            for (int i = from; i < to; i++) ranks[order[i]] = (from + to - 1) / 2.0;
        }
        return ranks;
    }

    private static double Correlation(double[] x, double[] y)
    {
        double mx = x.Average(), my = y.Average(), xy = 0, xx = 0, yy = 0;
        for (int i = 0; i < x.Length; i++)
        {
            xy += (x[i] - mx) * (y[i] - my);
            xx += (x[i] - mx) * (x[i] - mx);
            yy += (y[i] - my) * (y[i] - my);
        }
        return xx == 0 || yy == 0 ? 0 : xy / Math.Sqrt(xx * yy);
    }

    private static double CramersV(double[] x, double[] y)
    {
        Dictionary<double, int> first = x.CountBy(v => v).ToDictionary(), second = y.CountBy(v => v).ToDictionary();
        int least = Math.Min(first.Count, second.Count) - 1;
        if (least < 1) return 0;
        // Chi-squared over n: the sum of n(a,b)² / (n(a) n(b)), less 1.
        double sum = x.Zip(y).CountBy(pair => pair).Sum(pair => (double)pair.Value * pair.Value / ((double)first[pair.Key.First] * second[pair.Key.Second]));
        return Math.Sqrt(Math.Max(0, sum - 1) / least);
    }

    private static double CorrelationRatio(double[] categories, double[] numbers)
    {
        double mean = numbers.Average(), total = numbers.Sum(v => (v - mean) * (v - mean));
        if (total == 0) return 0;
        double between = categories.Zip(numbers).GroupBy(pair => pair.First, pair => pair.Second).Sum(group => group.Count() * Math.Pow(group.Average() - mean, 2));
        return Math.Sqrt(between / total);
    }

    private sealed record Coded(bool IsCategory, double[] Values);
}
