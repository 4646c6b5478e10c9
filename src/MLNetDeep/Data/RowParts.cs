using Microsoft.ML;

namespace MLNetDeep.Data;

/// <summary>Shares out rows among parts: by class, by whole groups, or by time.</summary>
internal static class RowParts
{
    /// <summary>The part of each row, for parts of about the same size. By time, earlier parts come first.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="count">How many parts.</param>
    /// <param name="label">The column whose values are shared out evenly; null for none.</param>
    /// <param name="group">The column whose rows of one value stay in one part; null for none.</param>
    /// <param name="time">The column by which rows are ordered; null for none.</param>
    /// <param name="seed">Draws the order by chance.</param>
    public static int[] Deal(IDataView rows, int count, string? label, string? group, string? time, int seed)
    {
        if (time is not null) return ByTime(RowValues.Numbers(rows, time), count);
        var random = new Random(seed);
        if (group is not null) return ByGroup(RowValues.Keys(rows, group), count, random);
        return ByClass(label is null ? [.. Enumerable.Repeat(0UL, RowValues.Count(rows))] : RowValues.Keys(rows, label), count, random);
    }

    /// <summary>Which rows are held out: about this share.</summary>
    public static bool[] HoldOut(IDataView rows, double share, string? group, string? time, int seed)
    {
        if (time is not null) return Latest(RowValues.Numbers(rows, time), share);
        var keys = RowValues.Keys(rows, group!);
        var (held, wanted) = (new HashSet<ulong>(), share * keys.Length);
        ulong[] groups = [.. keys.Distinct().Order()];
        var sizes = keys.GroupBy(k => k).ToDictionary(g => g.Key, g => g.Count());
        new Random(seed).Shuffle(groups);
        var rowsHeld = 0;
        // The last group must stay to train on.
        foreach (var g in groups.Take(groups.Length - 1))
        {
            if (rowsHeld + (sizes[g] / 2.0) > wanted && rowsHeld > 0) break;
            held.Add(g);
            rowsHeld += sizes[g];
        }
        return [.. keys.Select(held.Contains)];
    }

    private static bool[] Latest(double[] times, double share)
    {
        double[] sorted = [.. times.Where(t => !double.IsNaN(t)).Order()];
        if (sorted.Length == 0) return new bool[times.Length];
        var border = sorted[Math.Clamp((int)(sorted.Length * (1 - share)), 0, sorted.Length - 1)];
        var held = times.Select(t => t >= border).ToArray();
        return held.Contains(false) ? held : new bool[times.Length];
    }

    private static int[] ByTime(double[] times, int count)
    {
        // A missing time is the earliest.
        double[] sorted = [.. times.Select(t => double.IsNaN(t) ? double.NegativeInfinity : t).Order()];
        var borders = Enumerable.Range(1, count - 1).Select(i => sorted[(int)((long)sorted.Length * i / count)]).ToArray();
        return [.. times.Select(t => borders.Count(b => t >= b))];
    }

    // Groups in an order by chance, each to the part that has the fewest rows so far: the largest first, so that parts become alike.
    private static int[] ByGroup(ulong[] keys, int count, Random random)
    {
        var groups = keys.GroupBy(k => k).OrderBy(g => g.Key).Select(g => (g.Key, Rows: g.Count())).ToArray();
        random.Shuffle(groups);
        var (sizes, parts) = (new long[count], new Dictionary<ulong, int>());
        foreach (var (key, rows) in groups.OrderByDescending(g => g.Rows))
        {
            var part = Array.IndexOf(sizes, sizes.Min());
            parts[key] = part;
            sizes[part] += rows;
        }
        return [.. keys.Select(k => parts[k])];
    }

    // The rows of each class in an order by chance, dealt out one after another; each class begins where the last one ended.
    private static int[] ByClass(ulong[] keys, int count, Random random)
    {
        var (parts, next) = (new int[keys.Length], 0);
        foreach (var rows in Enumerable.Range(0, keys.Length).GroupBy(i => keys[i]).OrderBy(g => g.Key))
        {
            int[] order = [.. rows];
            random.Shuffle(order);
            foreach (var row in order) parts[row] = next++ % count;
        }
        return parts;
    }
}
