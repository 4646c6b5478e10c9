using System.Text.Json.Serialization;

namespace MLNetDeep.Generative.Tables;

/// <summary>The distribution of a column of numbers, by which they become ranks between 0 and 1, all of them equally frequent, and back.</summary>
internal sealed record NumberMarginal
{
    // More would not be seen in what is made.
    private const int MostKnots = 4000;

    /// <summary>Different values, from the least up; of many a selection.</summary>
    public required double[] Values { get; init; }

    /// <summary>The share of rows below each; where values are steps one more, for the end.</summary>
    public required double[] Below { get; init; }

    /// <summary>Whether values repeat, and made ones are among them; else made ones lie between too.</summary>
    public required bool IsStepped { get; init; }

    /// <summary>All values times this are whole, as 100 for prices with two decimals; 0 where there is no such number.</summary>
    public required double Scale { get; init; }

    /// <summary>The middle of the column, for rows that lack it.</summary>
    [JsonIgnore]
    public double Median => Value(0.5);

    /// <summary>Reads the distribution of numbers, none of which is missing; at least one.</summary>
    public static NumberMarginal Of(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        var groups = sorted.CountBy(value => value).ToList();
        var scale = ScaleOf(groups.ConvertAll(group => group.Key));
        return groups.Count * 5 <= sorted.Length ? Steps(groups, sorted.Length, scale) : Line(sorted, scale);
    }

    /// <summary>The rank of a value. Where values are steps each has a range of ranks: <paramref name="place"/>, from 0 to 1, says where in it.</summary>
    public double Rank(double value, double place)
    {
        var at = Array.BinarySearch(Values, value);
        if (IsStepped)
        {
            if (at < 0) at = Math.Clamp(~at, 0, Values.Length - 1);
            return Below[at] + (place * (Below[at + 1] - Below[at]));
        }
        if (at >= 0) return Below[at];
        if (~at == 0) return Below[0];
        if (~at == Values.Length) return Below[^1];
        var (low, high) = (~at - 1, ~at);
        return Below[low] + ((Below[high] - Below[low]) * (value - Values[low]) / (Values[high] - Values[low]));
    }

    /// <summary>The value of a rank.</summary>
    public double Value(double rank)
    {
        var at = Array.BinarySearch(Below, rank);
        if (at < 0) at = ~at - 1;
        if (IsStepped) return Values[Math.Clamp(at, 0, Values.Length - 1)];
        if (at < 0) return Values[0];
        if (at >= Values.Length - 1) return Values[^1];
        var value = Values[at] + ((Values[at + 1] - Values[at]) * (rank - Below[at]) / (Below[at + 1] - Below[at]));
        return Scale > 0 ? Math.Round(value * Scale) / Scale : value;
    }

    // Days of times that are counted in seconds; whole numbers; one to four decimals.
    private static double ScaleOf(List<double> values)
    {
        foreach (var scale in new[] { 1.0 / 86400, 1, 10, 100, 1000, 10_000 })
            if (values.TrueForAll(value => Math.Abs((value * scale) - Math.Round(value * scale)) <= 1e-6 * Math.Max(1, Math.Abs(value * scale)) && Math.Abs(value * scale) < 1e9)) return scale;
        return 0;
    }

    private static NumberMarginal Steps(List<KeyValuePair<double, int>> groups, int rows, double scale)
    {
        var (below, seen) = (new double[groups.Count + 1], 0L);
        for (var i = 0; i < groups.Count; i++) below[i + 1] = (double)(seen += groups[i].Value) / rows;
        return new NumberMarginal { Values = [.. groups.Select(group => group.Key)], Below = below, IsStepped = true, Scale = scale };
    }

    private static NumberMarginal Line(double[] sorted, double scale)
    {
        var (values, below) = (new List<double>(), new List<double>());
        var knots = Math.Min(MostKnots, sorted.Length);
        for (var i = 0; i < knots; i++)
        {
            var at = knots == 1 ? 0 : (int)((long)i * (sorted.Length - 1) / (knots - 1));
            if (values.Count > 0 && sorted[at] == values[^1]) continue;
            values.Add(sorted[at]);
            below.Add((at + 0.5) / sorted.Length);
        }
        return new NumberMarginal { Values = [.. values], Below = [.. below], IsStepped = false, Scale = scale };
    }
}
