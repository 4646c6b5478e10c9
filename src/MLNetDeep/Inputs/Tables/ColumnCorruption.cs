using System.Runtime.InteropServices;
using MLNetDeep.Data;
using MLNetDeep.Data.Augmenting;

namespace MLNetDeep.Inputs.Tables;

/// <summary>
/// Gives a share of the columns of each row, drawn anew for it, the values of other rows (Bahri et al., SCARF: Self-Supervised Contrastive Learning Using Random Feature Corruption, 2022): each from a row of
/// its own. Rows are drawn among those of the mini-batch, which are drawn among all: so that values come from the column's distribution over the training rows.
/// </summary>
/// <param name="columns">Where each column begins in a raw row, and how many numbers it has.</param>
/// <param name="share">The share of columns, rounded to whole ones, but at least one.</param>
internal sealed class ColumnCorruption(IReadOnlyList<(int From, int Size)> columns, double share) : IRowChange
{
    private readonly int _count = Math.Clamp((int)Math.Round(share * columns.Count), 1, columns.Count);

    public void Change(Features rows, long pass, long first)
    {
        var count = rows.Rows;
        if (count < 2) return;
        var values = MemoryMarshal.Cast<byte, float>(rows.Single.bytes);
        float[] before = values.ToArray();
        var width = before.Length / count;
        int[] order = [.. Enumerable.Range(0, columns.Count)];
        for (var row = 0; row < count; row++)
        {
            var random = new RowRandom(pass, first + row);
            for (var i = 0; i < _count; i++)
            {
                var drawn = random.Between(i, order.Length - 1);
                (order[i], order[drawn]) = (order[drawn], order[i]);
                var other = (row + random.Between(1, count - 1)) % count;
                var (from, size) = columns[order[i]];
                before.AsSpan((other * width) + from, size).CopyTo(values.Slice((row * width) + from, size));
            }
            // What is drawn for a row must not hang on the rows before it.
            for (var i = 0; i < order.Length; i++) order[i] = i;
        }
    }
}
