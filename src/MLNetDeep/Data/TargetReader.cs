using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Data;

/// <summary>Reads the label of the current row as numbers, and how much the row counts.</summary>
internal sealed class TargetReader
{
    private readonly TargetSpec _spec;
    private readonly Func<bool> _read;
    private readonly ValueGetter<float>? _weight;
    private readonly float[] _values;
    private float _weightValue = 1;

    public TargetReader(DataViewRow row, TargetSpec spec)
    {
        _spec = spec;
        _values = new float[spec.Width];
        _read = MakeRead(row, ColumnChecks.Find(row.Schema, "label", spec.Column));
        if (spec.WeightColumn is { } name) _weight = row.GetGetter<float>(ColumnChecks.Find(row.Schema, "weight", name));
    }

    /// <summary>The targets of the row that was read; a class is its index from 0.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>How much the row counts.</summary>
    public float Weight => _weightValue;

    /// <summary>The class of the row, where validation takes its share of each; 0 otherwise.</summary>
    public long Stratum => _spec.Strata > 1 ? (long)_values[0] : 0;

    /// <summary>Reads the current row; false when its label or weight is missing.</summary>
    public bool Read()
    {
        if (!_read()) return false;
        if (_weight is null) return true;
        _weight(ref _weightValue);
        if (_weightValue < 0) throw ColumnErrors.NegativeWeight(_spec.WeightColumn!, _weightValue);
        return float.IsFinite(_weightValue);
    }

    private Func<bool> MakeRead(DataViewRow row, DataViewSchema.Column column) => _spec.Source switch
    {
        TargetSource.None => () => true,
        TargetSource.Key => Key(row.GetGetter<uint>(column)),
        TargetSource.Boolean => Boolean(row.GetGetter<bool>(column)),
        TargetSource.Number => Number(row.GetGetter<float>(column)),
        TargetSource.Booleans => Booleans(row.GetGetter<VBuffer<bool>>(column)),
        _ => Numbers(row, column),
    };

    private Func<bool> Key(ValueGetter<uint> getter) => () =>
    {
        uint key = 0;
        getter(ref key);
        if (key == 0 || key > (_spec.ClassNumbers?.Length ?? _spec.Strata)) return false;
        _values[0] = _spec.ClassNumbers is { } numbers ? numbers[key - 1] : key - 1;
        return true;
    };

    private Func<bool> Boolean(ValueGetter<bool> getter) => () =>
    {
        var value = false;
        getter(ref value);
        _values[0] = value ? 1 : 0;
        return true;
    };

    private Func<bool> Number(ValueGetter<float> getter) => () =>
    {
        getter(ref _values[0]);
        return float.IsFinite(_values[0]);
    };

    private Func<bool> Booleans(ValueGetter<VBuffer<bool>> getter)
    {
        VBuffer<bool> value = default;
        return () =>
        {
            getter(ref value);
            Array.Clear(_values);
            foreach (var item in value.Items()) _values[item.Key] = item.Value ? 1 : 0;
            return true;
        };
    }

    private Func<bool> Numbers(DataViewRow row, DataViewSchema.Column column)
    {
        var fill = NumberReader.MakeFiller(row, column);
        return () =>
        {
            fill(_values);
            if (_spec.IsFlags && Array.Find(_values, v => v is not (0 or 1 or float.NaN)) is not 0 and var wrong) throw ColumnErrors.NoFlag(_spec.Column, wrong);
            return Array.TrueForAll(_values, float.IsFinite);
        };
    }
}
