using Microsoft.ML;
using MLNetDeep.Data;
using static TorchSharp.torch;

namespace MLNetDeep.Inputs.Tables;

/// <summary>Reads the columns of a table as raw rows.</summary>
internal sealed class TableReader : EvenReader<float>
{
    private readonly (NumberReader.Filler Fill, int From, int Size)[] _numbers;
    private readonly Func<int>[] _codes;
    private readonly int _firstCode;

    public TableReader(DataViewRow row, TableEncoding table, int capacity) : base(table.RawWidth, capacity, ScalarType.Float32)
    {
        var from = 0;
        var numbers = new List<(NumberReader.Filler, int, int)>();
        foreach (var column in table.Columns.Where(c => !c.IsCategory))
        {
            numbers.Add((TableGetters.Numbers(row, column), from, column.Size));
            from += column.Size;
        }
        _numbers = [.. numbers];
        _firstCode = from;
        _codes = [.. table.Categories.Select((c, i) => c.Kind == TableColumnKind.Key ? TableGetters.Key(row, c) : Text(TableGetters.Text(row, c), table.Texts[i]))];
    }

    public override void Read(int slot, long rowIndex)
    {
        var target = Slot(slot);
        foreach (var (fill, from, size) in _numbers) fill(target.Slice(from, size));
        for (var i = 0; i < _codes.Length; i++) target[_firstCode + i] = _codes[i]();
    }

    protected override float[] ToFloats(int count) => Buffer;

    // The numbers of texts, from 1; 0 for any other.
    private static Func<int> Text(ValueGetter<ReadOnlyMemory<char>> getter, IReadOnlyList<string> texts)
    {
        var numbers = new Dictionary<string, int>(texts.Count, StringComparer.Ordinal);
        for (var i = 0; i < texts.Count; i++) numbers[texts[i]] = i + 1;
        var known = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        ReadOnlyMemory<char> text = default;
        return () =>
        {
            getter(ref text);
            return known.TryGetValue(text.Span, out var number) ? number : 0;
        };
    }
}
