using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;
using static TorchSharp.torch;

namespace MLNetDeep.Data;

/// <summary>Reads numbers of any type, alone or in vectors, as 32-bit reals.</summary>
internal sealed class NumberReader : EvenReader<float>
{
    private readonly FeatureSpec _spec;
    private readonly DataViewSchema.Column _column;
    private readonly bool _strict;
    private readonly Filler _fill;

    public delegate void Filler(Span<float> target);

    /// <summary>Opens a column.</summary>
    /// <param name="row">The row.</param>
    /// <param name="spec">The column: a number or a vector of as many numbers as a row is wide.</param>
    /// <param name="capacity">The most rows in a block.</param>
    /// <param name="strict">Whether numbers that are not finite are refused.</param>
    public NumberReader(DataViewRow row, FeatureSpec spec, int capacity, bool strict) : base(spec.RowWidth, capacity, ScalarType.Float32)
    {
        (_spec, _strict) = (spec, strict);
        _column = ColumnChecks.Find(row.Schema, "feature", spec.ColumnName);
        _fill = MakeFiller(row, _column);
    }

    public override void Read(int slot, long rowIndex)
    {
        var target = Slot(slot);
        _fill(target);
        if (!_strict) return;
        for (var i = 0; i < target.Length; i++)
            if (!float.IsFinite(target[i])) throw ColumnErrors.NotFinite(_spec.ColumnName, rowIndex, i, target[i], SlotName(i));
    }

    protected override float[] ToFloats(int count) => Buffer;

    public static Filler MakeFiller(DataViewRow row, DataViewSchema.Column column)
    {
        var item = column.Type is VectorDataViewType vector ? vector.ItemType.RawType : column.Type.RawType;
        var isVector = column.Type is VectorDataViewType;
        if (item == typeof(float)) return isVector ? Floats(row, column) : Scalar<float>(row, column);
        if (item == typeof(double)) return isVector ? Vector<double>(row, column) : Scalar<double>(row, column);
        if (item == typeof(byte)) return isVector ? Vector<byte>(row, column) : Scalar<byte>(row, column);
        if (item == typeof(sbyte)) return isVector ? Vector<sbyte>(row, column) : Scalar<sbyte>(row, column);
        if (item == typeof(short)) return isVector ? Vector<short>(row, column) : Scalar<short>(row, column);
        if (item == typeof(ushort)) return isVector ? Vector<ushort>(row, column) : Scalar<ushort>(row, column);
        if (item == typeof(int)) return isVector ? Vector<int>(row, column) : Scalar<int>(row, column);
        if (item == typeof(uint)) return isVector ? Vector<uint>(row, column) : Scalar<uint>(row, column);
        if (item == typeof(long)) return isVector ? Vector<long>(row, column) : Scalar<long>(row, column);
        return isVector ? Vector<ulong>(row, column) : Scalar<ulong>(row, column);
    }

    private static Filler Floats(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<VBuffer<float>>(column);
        VBuffer<float> value = default;
        return target =>
        {
            getter(ref value);
            value.CopyTo(target);
        };
    }

    private static Filler Vector<T>(DataViewRow row, DataViewSchema.Column column) where T : unmanaged, INumberBase<T>
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> value = default;
        return target =>
        {
            getter(ref value);
            if (!value.IsDense) target.Clear();
            var values = value.GetValues();
            var indices = value.GetIndices();
            for (var i = 0; i < values.Length; i++) target[value.IsDense ? i : indices[i]] = float.CreateTruncating(values[i]);
        };
    }

    private static Filler Scalar<T>(DataViewRow row, DataViewSchema.Column column) where T : unmanaged, INumberBase<T>
    {
        var getter = row.GetGetter<T>(column);
        T value = default;
        return target =>
        {
            getter(ref value);
            target[0] = float.CreateTruncating(value);
        };
    }

    private string? SlotName(int slot)
    {
        if (!_column.HasSlotNames()) return null;
        VBuffer<ReadOnlyMemory<char>> names = default;
        _column.GetSlotNames(ref names);
        return names.GetItemOrDefault(slot).ToString();
    }
}
