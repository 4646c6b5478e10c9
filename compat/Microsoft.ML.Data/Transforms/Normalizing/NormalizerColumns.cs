using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Fits a normalizer to the values of one column of a cursor.</summary>
internal abstract class NormalizerColumnFitter
{
    internal abstract void AddRow();

    internal abstract NormalizerColumn Finish();

    internal static NormalizerColumnFitter Create(DataViewRow row, DataViewSchema.Column column, NormalizerSettings settings) =>
        Utils.MarshalInvoke(CreateTyped<float>, column.Type.GetItemType().RawType, row, column, settings);

    private static NormalizerColumnFitter CreateTyped<T>(DataViewRow row, DataViewSchema.Column column, NormalizerSettings settings)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Typed<T>(row, column, settings.CreateFitter<T>(column.Type.GetValueCount()));

    private sealed class Typed<T> : NormalizerColumnFitter where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly DataViewType _type;
        private readonly NormalizerFitter<T> _fitter;
        private readonly ValueGetter<T>? _scalar;
        private readonly ValueGetter<VBuffer<T>>? _vector;
        private readonly T[] _row;
        private VBuffer<T> _value;

        internal Typed(DataViewRow row, DataViewSchema.Column column, NormalizerFitter<T> fitter)
        {
            _type = column.Type;
            _fitter = fitter;
            _row = new T[column.Type.GetValueCount()];
            if (column.Type is VectorDataViewType)
                _vector = row.GetGetter<VBuffer<T>>(column);
            else
                _scalar = row.GetGetter<T>(column);
        }

        internal override void AddRow()
        {
            if (_scalar != null)
            {
                _scalar(ref _row[0]);
            }
            else
            {
                _vector!(ref _value);
                _value.CopyTo(_row);
            }
            _fitter.Add(_row);
        }

        internal override NormalizerColumn Finish() => new NormalizerColumn<T>(_type, _fitter.Finish());
    }
}

/// <summary>The fitted normalizer of one column.</summary>
internal abstract class NormalizerColumn(DataViewType type)
{
    /// <summary>The type of the column that was fitted, and of what comes out.</summary>
    internal DataViewType Type { get; } = type;

    internal abstract NormalizingTransformer.NormalizerModelParametersBase Parameters { get; }

    internal abstract Delegate MakeGetter(DataViewRow row, DataViewSchema.Column column);

    internal abstract void Save(BinaryWriter writer);

    internal static NormalizerColumn Load(BinaryReader reader)
    {
        PrimitiveDataViewType itemType = ItemCodec.ReadType(reader);
        int[] dimensions = new int[reader.ReadInt32()];
        for (int i = 0; i < dimensions.Length; i++)
            dimensions[i] = reader.ReadInt32();
        DataViewType type = dimensions.Length == 0 ? itemType : new VectorDataViewType(itemType, dimensions);
        return Utils.MarshalInvoke(LoadTyped<float>, itemType.RawType, type, reader);
    }

    private static NormalizerColumn LoadTyped<T>(DataViewType type, BinaryReader reader)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new NormalizerColumn<T>(type, SlotFunctions<T>.Load(reader));
}

internal sealed class NormalizerColumn<T>(DataViewType type, SlotFunctions<T> functions) : NormalizerColumn(type)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal override NormalizingTransformer.NormalizerModelParametersBase Parameters =>
        Type is VectorDataViewType ? functions.VectorParameters() : functions.ScalarParameters();

    internal override void Save(BinaryWriter writer)
    {
        ItemCodec.WriteType(writer, (PrimitiveDataViewType)Type.GetItemType());
        IReadOnlyList<int> dimensions = Type is VectorDataViewType vector ? vector.Dimensions : [];
        writer.Write(dimensions.Count);
        foreach (int dimension in dimensions)
            writer.Write(dimension);
        functions.Save(writer);
    }

    internal override Delegate MakeGetter(DataViewRow row, DataViewSchema.Column column) =>
        Type is VectorDataViewType
            ? VectorGetter(row.GetGetter<VBuffer<T>>(column))
            : ScalarGetter(row.GetGetter<T>(column));

    private ValueGetter<T> ScalarGetter(ValueGetter<T> source) => (ref T value) =>
    {
        source(ref value);
        value = functions.Apply(value, 0);
    };

    private ValueGetter<VBuffer<T>> VectorGetter(ValueGetter<VBuffer<T>> source)
    {
        VBuffer<T> from = default;
        return (ref VBuffer<T> value) =>
        {
            source(ref from);
            if (from.Length != functions.Count)
                throw Runtime.Contracts.Except($"Expected a vector of {functions.Count} items to normalize, but got one of {from.Length}");
            value = !from.IsDense && functions.KeepsZero ? ApplySparse(from, ref value) : ApplyDense(from, ref value);
        };
    }

    private VBuffer<T> ApplyDense(in VBuffer<T> from, ref VBuffer<T> destination)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, from.Length);
        if (from.IsDense)
        {
            functions.Apply(from.GetValues(), editor.Values);
        }
        else
        {
            from.CopyTo(editor.Values);
            functions.Apply(editor.Values, editor.Values);
        }
        return editor.Commit();
    }

    private VBuffer<T> ApplySparse(in VBuffer<T> from, ref VBuffer<T> destination)
    {
        ReadOnlySpan<T> values = from.GetValues();
        ReadOnlySpan<int> indices = from.GetIndices();
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, from.Length, values.Length);
        for (int i = 0; i < values.Length; i++)
            editor.Values[i] = functions.Apply(values[i], indices[i]);
        indices.CopyTo(editor.Indices);
        return editor.Commit();
    }
}
