using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Tables;

/// <summary>
/// Chooses ratios and differences of numeric columns that say more about the label than the columns one by one: trees find these by many splits, networks hardly at all. On one half
/// of the training rows the label is explained by each column alone, in bins, and what is left of it by each pair; what that is worth is measured on the other half. The best pair is taken, what it
/// explains is subtracted, and so on, until none is worth it.
/// </summary>
internal sealed class RatioFinder
{
    private const int MostRows = 10_000, MostColumns = 60, MostTargets = 10, FewestRows = 100;
    private const int Passes = 3;

    // A pair must explain this share of the label, and more of what is left where rows are few: the best of thousands is good by chance.
    private const double LeastShare = 0.002, LeastGain = 0.005, GainOfChance = 8;

    private readonly List<double[]> _rows = [];
    private readonly List<float[]> _targets = [];

    /// <summary>The pairs, the best first.</summary>
    /// <param name="origin">Where rows come from; its features are the columns as they are.</param>
    /// <param name="split">Which rows are not for training.</param>
    /// <param name="most">The most pairs.</param>
    /// <param name="seed">Draws the rows that are looked at, where there are more than enough.</param>
    /// <param name="cancel">Ends the search.</param>
    public static IReadOnlyList<TableColumn> Find(RowOrigin origin, ValidationSplit split, int most, int seed, CancellationToken cancel)
    {
        TableColumn[] columns = [.. ((TableSpec)origin.Spec).Table.Columns.Where(c => c is { Kind: TableColumnKind.Number, IsVector: false }).Take(MostColumns)];
        if (columns.Length < 2) return [];
        var finder = new RatioFinder();
        finder.Read(origin, split, columns, new Random(seed), cancel);
        return finder._rows.Count < FewestRows ? [] : finder.Choose(columns, most, origin.Target, cancel);
    }

    private void Read(RowOrigin origin, ValidationSplit split, TableColumn[] columns, Random random, CancellationToken cancel)
    {
        using var cursor = origin.Open();
        var labels = new TargetReader(cursor, origin.Target);
        Func<double>[] getters = [.. columns.Select(c => TableGetters.Wide(cursor, c))];
        long seen = 0;
        while (cursor.MoveNext())
        {
            cancel.ThrowIfCancellationRequested();
            if (!labels.Read() || split.Next(labels.Stratum)) continue;
            // Every row has the same chance to be among those that are looked at.
            var place = seen++ < MostRows ? _rows.Count : random.NextInt64(seen);
            if (place >= MostRows) continue;
            double[] row = [.. getters.Select(get => get())];
            float[] target = [.. labels.Values[..Math.Min(labels.Values.Length, MostTargets)]];
            if (place == _rows.Count)
            {
                _rows.Add(row);
                _targets.Add(target);
            }
            else
            {
                (_rows[(int)place], _targets[(int)place]) = (row, target);
            }
        }
    }

    private List<TableColumn> Choose(TableColumn[] columns, int most, TargetSpec target, CancellationToken cancel)
    {
        var left = Residuals(target);
        var total = Size(left);
        for (var pass = 0; pass < Passes; pass++)
            foreach (var c in Enumerable.Range(0, columns.Length))
                Binned.Of(_rows.Count, row => (float)_rows[row][c])?.Subtract(left);
        var pairs = Pairs(columns);
        var binned = new Binned?[pairs.Count];
        Parallel.For(0, pairs.Count, new ParallelOptions { CancellationToken = cancel }, i => binned[i] = Binned.Of(_rows.Count, row => pairs[i].Pair.Of(_rows[row][pairs[i].First], _rows[row][pairs[i].Second])));
        var chosen = new List<TableColumn>();
        var least = LeastGain + (GainOfChance / (_rows.Count / 2.0));
        while (chosen.Count < most)
        {
            cancel.ThrowIfCancellationRequested();
            double[] gains = new double[pairs.Count];
            Parallel.For(0, pairs.Count, i => gains[i] = binned[i]?.Gain(left) ?? 0);
            var best = Array.IndexOf(gains, gains.Max());
            if (gains[best] < least || gains[best] * Size(left) < LeastShare * total) break;
            var (first, _, pair) = pairs[best];
            chosen.Add(new TableColumn(columns[first].Name, TableColumnKind.Number, 1) { Pair = pair });
            binned[best]!.Subtract(left);
            binned[best] = null;
        }
        return chosen;
    }

    // Of the rows that measure.
    private static double Size(List<float[]> targets) => targets.Sum(target => target.Where((_, row) => row % 2 == 1).Sum(v => v * (double)v));

    private List<(int First, int Second, ColumnPair Pair)> Pairs(TableColumn[] columns)
    {
        var pairs = new List<(int, int, ColumnPair)>();
        for (var a = 0; a < columns.Length; a++)
            for (var b = a + 1; b < columns.Length; b++)
            {
                pairs.Add((a, b, new ColumnPair(columns[b].Name, IsRatio: false)));
                // By the one that is 0 less often: its reciprocal says the same.
                var (over, under) = Zeros(a) < Zeros(b) ? (b, a) : (a, b);
                pairs.Add((over, under, new ColumnPair(columns[under].Name, IsRatio: true)));
            }
        return pairs;
        int Zeros(int column) => _rows.Count(row => row[column] == 0);
    }

    // For each target its distance from the mean in deviations; each class is a target.
    private List<float[]> Residuals(TargetSpec target)
    {
        int[] classes = target.IsClass || target.Source == TargetSource.Boolean
            ? [.. _targets.GroupBy(t => (int)t[0]).OrderByDescending(g => g.Count()).Take(MostTargets).Select(g => g.Key)]
            : [];
        var values = classes.Length > 0
            ? classes.Select(c => _targets.Select(t => t[0] == c ? 1f : 0f).ToArray())
            : Enumerable.Range(0, _targets[0].Length).Select(i => _targets.Select(t => t[i]).ToArray());
        return [.. values.Select(Standardized)];
    }

    private static float[] Standardized(float[] values)
    {
        var mean = values.Average(v => (double)v);
        var deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        return [.. values.Select(v => deviation > 0 ? (float)((v - mean) / deviation) : 0)];
    }

    /// <summary>Values in bins between quantiles. Even rows fit, odd rows measure.</summary>
    private sealed class Binned
    {
        private const int Bins = 24, Sampled = 2000;

        // A bin of few rows says little: its mean is drawn towards 0.
        private const double Shrinkage = 10;

        private readonly byte[] _bins;

        private Binned(byte[] bins) => _bins = bins;

        /// <summary>The values of all rows in bins, missing ones in one of their own; null where they are all alike.</summary>
        public static Binned? Of(int rows, Func<int, float> value)
        {
            var step = Math.Max(1, rows / Sampled);
            float[] sorted = [.. Enumerable.Range(0, (rows + step - 1) / step).Select(i => value(i * step)).Where(float.IsFinite).Order()];
            if (sorted.Length < Bins || sorted[0] == sorted[^1]) return null;
            float[] cuts = [.. Enumerable.Range(1, Bins - 1).Select(i => sorted[i * sorted.Length / Bins]).Distinct()];
            var bins = new byte[rows];
            for (var row = 0; row < rows; row++)
            {
                var v = value(row);
                var found = float.IsFinite(v) ? Array.BinarySearch(cuts, v) : 0;
                bins[row] = (byte)(!float.IsFinite(v) ? Bins : found >= 0 ? found + 1 : ~found);
            }
            return new Binned(bins);
        }

        /// <summary>The share of what is left in the rows that measure which the means of the bins explain; below 0 where they mislead.</summary>
        public double Gain(List<float[]> left)
        {
            var (before, after) = (0.0, 0.0);
            foreach (var target in left)
            {
                var means = Means(target);
                for (var row = 1; row < target.Length; row += 2)
                {
                    var rest = target[row] - means[_bins[row]];
                    before += target[row] * (double)target[row];
                    after += rest * rest;
                }
            }
            return before > 0 ? 1 - (after / before) : 0;
        }

        /// <summary>Subtracts the means of the bins from all rows.</summary>
        public void Subtract(List<float[]> left)
        {
            foreach (var target in left)
            {
                var means = Means(target);
                for (var row = 0; row < target.Length; row++) target[row] -= (float)means[_bins[row]];
            }
        }

        private double[] Means(float[] target)
        {
            var (sums, counts) = (new double[Bins + 1], new int[Bins + 1]);
            for (var row = 0; row < target.Length; row += 2)
            {
                sums[_bins[row]] += target[row];
                counts[_bins[row]]++;
            }
            return [.. sums.Zip(counts, (sum, count) => sum / (count + Shrinkage))];
        }
    }
}
