using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Sequences;

/// <summary>Reads sequences.</summary>
internal sealed class SequenceReader : FeatureReader
{
    private readonly SequenceSpec _spec;
    private readonly bool _strict;
    private readonly RowFaults? _faults;
    private readonly Func<float[]> _numbers;
    private readonly float[][] _rows;
    private float[]? _before;

    /// <summary>Opens the column.</summary>
    /// <param name="row">The row.</param>
    /// <param name="spec">How it is taken.</param>
    /// <param name="capacity">The most rows in a block.</param>
    /// <param name="strict">Whether infinite numbers are refused; else they are missing ones.</param>
    /// <param name="faults">Where sequences that are not valid are noted; null where the first of them is thrown.</param>
    public SequenceReader(DataViewRow row, SequenceSpec spec, int capacity, bool strict, RowFaults? faults)
    {
        (_spec, _strict, _faults, _rows) = (spec, strict, faults, new float[capacity][]);
        spec.Check(row.Schema);
        _numbers = VectorColumn.Floats(row, spec.Column);
    }

    public override void Read(int slot, long rowIndex)
    {
        try
        {
            var numbers = _numbers();
            if (_strict) CheckFinite(numbers);
            _rows[slot] = RawSequence.Take(numbers, _spec.Channels, _spec.MaxLength);
        }
        catch (FormatException e) when (_faults is not null)
        {
            _faults.Add(rowIndex, e);
            _rows[slot] = RawSequence.Take([], _spec.Channels, _spec.MaxLength);
        }
        catch (FormatException e)
        {
            throw new InvalidOperationException($"{(rowIndex < 0 ? "C" : $"Row {rowIndex + 1}: c")}olumn '{_spec.Column}' holds {e.Message}.", e);
        }
    }

    public override Features ToFeatures(int count)
    {
        var lengths = new int[count];
        for (var i = 0; i < count; i++) lengths[i] = _rows[i].Length / _spec.Channels;
        var all = new float[(long)lengths.Sum() * _spec.Channels];
        for (var (i, at) = (0, 0); i < count; at += _rows[i++].Length) _rows[i].CopyTo(all, at);
        return new Features(new RaggedPart(Tensors.OfFloats(all, lengths.Sum(), _spec.Channels), lengths));
    }

    public override IReadOnlyList<OrtValue> ToOnnx(int count) => [SequenceStage.ToOnnx(new ArraySegment<float[]>(_rows, 0, count), _spec.Channels)];

    public override bool SameAsBefore()
    {
        if (_before is not null && IsSame(_rows[0], _before)) return true;
        _before = _rows[0];
        return false;
    }

    // Missing numbers are the same, too.
    private static bool IsSame(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        if (left.Length != right.Length) return false;
        for (var i = 0; i < left.Length; i++)
            if (!left[i].Equals(right[i])) return false;
        return true;
    }

    private void CheckFinite(float[] numbers)
    {
        var place = Array.FindIndex(numbers, float.IsInfinity);
        if (place >= 0)
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{numbers[place]} in step {(place / _spec.Channels) + 1}, channel {(place % _spec.Channels) + 1}; NaN stands for a missing value"));
    }
}
