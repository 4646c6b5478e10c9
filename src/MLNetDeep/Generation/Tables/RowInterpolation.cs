using Microsoft.ML;
using MLNetDeep.Generative.Tables;
using static TorchSharp.torch;

namespace MLNetDeep.Generation;

/// <summary>Makes rows between a row and one of its nearest neighbours; a category is that of one of the two.</summary>
internal sealed class RowInterpolation
{
    private const int Chunk = 512;
    private readonly SynthesizedTable _table;
    private readonly float[] _encoded;
    private readonly int[][] _groups;
    private readonly int _neighbours;

    /// <param name="rows">The table.</param>
    /// <param name="label">Neighbours have the same value of this column; any when null.</param>
    /// <param name="neighbours">How many nearest rows one is taken of.</param>
    public RowInterpolation(IDataView rows, string? label, int neighbours)
    {
        var (table, raw) = SynthesizedTable.Learn(rows, null, mostDiscrete: 2);
        (_table, _encoded, _neighbours) = (table, table.Encode(raw, null), neighbours);
        var column = label is null ? -1 : table.CategoryColumns.Index().Where(c => table.Columns[c.Item].Name == label).Select(c => c.Index + 1).FirstOrDefault() - 1;
        if (label is not null && column < 0) throw new ArgumentException($"There is no column of categories '{label}'. There are {string.Join(", ", table.CategoryColumns.Select(c => table.Columns[c].Name))}.", nameof(label));
        _groups = [.. Enumerable.Range(0, raw.Rows).GroupBy(row => column < 0 ? 0 : _encoded[(row * table.Width) + table.NumberColumns.Count + column]).Select(g => g.ToArray()).Where(g => g.Length > 1)];
        if (_groups.Length == 0) throw new InvalidOperationException($"No two rows have the same '{label}': there are no neighbours.");
    }

    public IDataView Make(int count, int seed)
    {
        var (random, made) = (new Random(seed), new float[(long)count * _table.Width]);
        var total = _groups.Sum(group => group.Length);
        var picks = Enumerable.Range(0, count).Select(_ => random.Next(total)).ToArray();
        for (var (start, g) = (0, 0); g < _groups.Length; start += _groups[g++].Length)
        {
            int[] own = [.. Enumerable.Range(0, count).Where(i => picks[i] >= start && picks[i] < start + _groups[g].Length)];
            foreach (var chunk in own.Chunk(Chunk))
            {
                int[] bases = Array.ConvertAll(chunk, i => _groups[g][picks[i] - start]);
                var nearest = Nearest(bases, _groups[g]);
                for (var i = 0; i < chunk.Length; i++) Mix(made, chunk[i], bases[i], nearest[i][random.Next(nearest[i].Length)], random);
            }
        }
        return _table.Decode(made);
    }

    private void Mix(float[] made, int row, int first, int second, Random random)
    {
        var (width, share) = (_table.Width, random.NextSingle());
        for (var i = 0; i < width; i++)
        {
            var (a, b) = (_encoded[(first * width) + i], _encoded[(second * width) + i]);
            made[(row * width) + i] = i < _table.NumberColumns.Count ? a + (share * (b - a)) : random.Next(2) == 0 ? a : b;
        }
    }

    // The rows of the group that are nearest to each, but for itself.
    private int[][] Nearest(int[] rows, int[] group)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var distances = cdist(RowSpace.Of(_table, Pick(rows)), RowSpace.Of(_table, Pick(group)));
        var count = Math.Min(_neighbours + 1, group.Length);
        var places = distances.topk(count, 1, largest: false).indexes.data<long>().ToArray();
        return [.. rows.Select((row, i) => places.Skip(i * count).Take(count).Select(place => group[place]).Where(other => other != row).Take(_neighbours).ToArray())];
    }

    private float[] Pick(int[] rows)
    {
        var picked = new float[rows.Length * _table.Width];
        for (var i = 0; i < rows.Length; i++) _encoded.AsSpan(rows[i] * _table.Width, _table.Width).CopyTo(picked.AsSpan(i * _table.Width));
        return picked;
    }
}
