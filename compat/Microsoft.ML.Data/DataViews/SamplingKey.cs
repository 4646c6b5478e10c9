using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Shares rows out by a column, so that rows with the same value stay together.</summary>
internal static class SamplingKey
{
    public static DataViewSchema.Column Find(DataViewSchema schema, string name)
        => schema.GetColumnOrNull(name)
        ?? throw Contracts.ExceptSchemaMismatch("samplingKeyColumn", "SamplingKeyColumn", name);

    public static FilteringView Select(
        IDataView source, DataViewSchema.Column column, int seed, Interval interval, bool complement)
        => new(source, [column], row => RowPredicates.InRange(Fraction(row, column, seed), interval, complement));

    /// <summary>A place in 0..1: reals and keys as they are, other values by their hash.</summary>
    private static Func<double> Fraction(DataViewRow row, DataViewSchema.Column column, int seed)
    {
        Type raw = column.Type.RawType;
        if (column.Type is KeyDataViewType || raw == typeof(float) || raw == typeof(double))
            return RowPredicates.Number(row, column);
        return (Func<double>)typeof(SamplingKey)
            .GetMethod(nameof(HashFraction), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(raw).Invoke(null, [row, column, seed])!;
    }

    private static Func<double> HashFraction<T>(DataViewRow row, DataViewSchema.Column column, int seed)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return Hash(value?.ToString() ?? "", seed);
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
