using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Common;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Graphs;

/// <summary>Reads ids as numbers of nodes, from 1; 0 for an id that no node has, which training refuses.</summary>
internal sealed class NodesReader : FeatureReader
{
    private readonly bool _strict;
    private readonly RowFaults? _faults;
    private readonly NodesSpec _spec;
    private readonly int _first;
    private readonly Func<(int Number, Func<string> Id)> _read;
    private readonly long[] _numbers;
    private long _before = -1;

    public NodesReader(DataViewRow row, NodesSpec spec, int capacity, bool strict, RowFaults? faults)
    {
        var type = spec.Ready().TypeOf(spec.Table);
        (_spec, _strict, _faults, _first) = (spec, strict, faults, type.First);
        (_read, _numbers) = (type.Ids.Open(row, spec.Column), new long[capacity]);
    }

    public override void Read(int slot, long rowIndex)
    {
        var (number, id) = _read();
        _numbers[slot] = number < 0 ? 0 : 1 + _first + number;
        if (number >= 0 || !_strict) return;
        var fault = new KeyNotFoundException($"'{id()}'");
        if (_faults is null) throw _spec.Describe([(rowIndex, fault)], 1);
        _faults.Add(rowIndex, fault);
        _numbers[slot] = 1;
    }

    public override Features ToFeatures(int count) => Tensors.OfLongs(_numbers.AsSpan(0, count)).unsqueeze(1);

    public override IReadOnlyList<OrtValue> ToOnnx(int count) => [OrtValue.CreateTensorValueFromMemory(_numbers.AsSpan(0, count).ToArray(), [count, 1])];

    public override bool SameAsBefore()
    {
        var same = _numbers[0] == _before;
        _before = _numbers[0];
        return same;
    }
}
