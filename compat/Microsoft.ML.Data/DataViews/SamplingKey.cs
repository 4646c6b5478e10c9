using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>
/// Shares rows out by a column, so that rows with the same value stay together. Each row has a place in 0..1: keys by
/// their number, reals by where they lie between the smallest and the largest, other values by their hash.
/// </summary>
internal sealed class SamplingKey
{
    private readonly IDataView _source;
    private readonly DataViewSchema.Column _column;
    private readonly int _seed;
    private readonly double _lowest;
    private readonly double _scale = 1;

    private SamplingKey(IDataView source, DataViewSchema.Column column, int seed)
    {
        _source = source;
        _column = column;
        _seed = seed;
        if (IsReal && !column.IsNormalized())
            (_lowest, _scale) = Spread();
    }

    private bool IsReal => _column.Type.RawType == typeof(float) || _column.Type.RawType == typeof(double);

    public static SamplingKey Create(IDataView source, string columnName, int seed)
    {
        DataViewSchema.Column column = source.Schema.GetColumnOrNull(columnName)
            ?? throw Contracts.ExceptSchemaMismatch("samplingKeyColumn", "SamplingKeyColumn", columnName);
        return new SamplingKey(source, column, seed);
    }

    public FilteringView Select(Interval interval, bool complement)
        => new(_source, [_column], row => RowPredicates.InRange(Place(row), interval, complement));

    private Func<double> Place(DataViewRow row)
    {
        if (_column.Type is KeyDataViewType)
            return RowPredicates.Number(row, _column);
        if (IsReal)
        {
            Func<double> number = RowPredicates.Number(row, _column);
            return () => (number() - _lowest) * _scale;
        }
        Func<DataViewRow, Func<double>> hash = HashPlace<int>;
        return Utils.MarshalInvoke(hash, _column.Type.RawType, row);
    }

    /// <summary>The lowest value, and what brings the highest to 1.</summary>
    private (double Lowest, double Scale) Spread()
    {
        using DataViewRowCursor cursor = _source.GetRowCursor([_column]);
        Func<double> number = RowPredicates.Number(cursor, _column);
        double min = double.PositiveInfinity;
        double max = double.NegativeInfinity;
        while (cursor.MoveNext())
        {
            double value = number();
            min = value < min ? value : min;
            max = value > max ? value : max;
        }
        return max > min ? (min, 1 / (max - min)) : (0, 0);
    }

    private Func<double> HashPlace<T>(DataViewRow row)
    {
        ValueGetter<T> getter = row.GetGetter<T>(_column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return Hash(value?.ToString() ?? "", _seed);
        };
    }

    // Of the text, because the framework's own hash codes differ from process to process.
    private static double Hash(string text, int seed)
    {
        ulong hash = 14695981039346656037UL ^ (uint)seed;
        foreach (char c in text)
            hash = (hash ^ c) * 1099511628211UL;
        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccdUL;
        hash ^= hash >> 33;
        return (hash >> 11) * (1.0 / (1UL << 53));
    }
}
