using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Common;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Graphs;

/// <summary>
/// Reads ids as numbers of nodes, from 1; 0 for an id that no node has, which training refuses. In training pairs have a third number: 1 where the pair was drawn by chance, and is drawn anew in each epoch.
/// </summary>
internal sealed class NodesReader : FeatureReader
{
    /// <summary>The column (Boolean) of pairs that were drawn by chance.</summary>
    public const string DrawnColumn = "MLNetDeep.Drawn";

    private readonly bool _strict;
    private readonly RowFaults? _faults;
    private readonly NodesSpec _spec;
    private readonly int _first, _ids, _width;
    private readonly Func<(int Number, Func<string> Id)>[] _read;
    private readonly ValueGetter<bool>? _drawn;
    private readonly long[] _numbers;
    private long[]? _before;

    public NodesReader(DataViewRow row, NodesSpec spec, int capacity, bool strict, RowFaults? faults)
    {
        var type = spec.Ready().TypeOf(spec.Table);
        (_spec, _strict, _faults, _first, _ids) = (spec, strict, faults, type.First, spec.Columns.Count);
        _read = [.. spec.Columns.Select(column => type.Ids.Open(row, column))];
        _drawn = strict && _ids > 1 && row.Schema.GetColumnOrNull(DrawnColumn) is { } drawn && row.IsColumnActive(drawn) ? row.GetGetter<bool>(drawn) : null;
        _width = _ids + (strict && _ids > 1 ? 1 : 0);
        _numbers = new long[capacity * _width];
    }

    public override void Read(int slot, long rowIndex)
    {
        for (var i = 0; i < _ids; i++) _numbers[(slot * _width) + i] = Number(i, rowIndex);
        if (_drawn is null) return;
        var isDrawn = false;
        _drawn(ref isDrawn);
        _numbers[(slot * _width) + _ids] = isDrawn ? 1 : 0;
    }

    public override Features ToFeatures(int count)
    {
        using var all = Tensors.OfLongs(_numbers.AsSpan(0, count * _width));
        return all.reshape(count, _width);
    }

    public override IReadOnlyList<OrtValue> ToOnnx(int count) => [OrtValue.CreateTensorValueFromMemory(_numbers.AsSpan(0, count * _width).ToArray(), [count, _width])];

    public override bool SameAsBefore()
    {
        var row = _numbers.AsSpan(0, _width);
        if (_before is not null && row.SequenceEqual(_before)) return true;
        _before = row.ToArray();
        return false;
    }

    private long Number(int column, long rowIndex)
    {
        var (number, id) = _read[column]();
        if (number >= 0) return 1 + _first + number;
        if (!_strict) return 0;
        var fault = new KeyNotFoundException($"'{id()}'");
        if (_faults is null) throw _spec.Describe([(rowIndex, fault)], 1);
        _faults.Add(rowIndex, fault);
        return 1;
    }
}
