using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Getters of columns whose type is known only at run time, and getters that convert.</summary>
internal static class RowCursorUtils
{
    /// <summary>The getter of a column, as a delegate of its raw type.</summary>
    public static Delegate GetGetterAsDelegate(DataViewRow row, int col)
    {
        Func<DataViewRow, int, Delegate> typed = TypedGetter<int>;
        return Utils.MarshalInvoke(typed, row.Schema[col].Type.RawType, row, col);
    }

    /// <summary>A getter that converts the values of a scalar column to another primitive type.</summary>
    public static ValueGetter<TDst> GetGetterAs<TDst>(DataViewType typeDst, DataViewRow row, int col)
        => (ValueGetter<TDst>)GetGetterAs(typeDst, row, col);

    public static Delegate GetGetterAs(DataViewType typeDst, DataViewRow row, int col)
    {
        DataViewType typeSrc = row.Schema[col].Type;
        Contracts.CheckParam(typeDst is PrimitiveDataViewType, nameof(typeDst));
        Contracts.Check(typeSrc is PrimitiveDataViewType, "Source column type must be primitive");
        Func<DataViewType, DataViewType, DataViewRow, int, Delegate> core = GetterAsCore<int, int>;
        return Utils.MarshalInvoke<Delegate>(core, typeSrc.RawType, typeDst.RawType, typeSrc, typeDst, row, col);
    }

    /// <summary>A getter that converts the items of a vector column.</summary>
    public static ValueGetter<VBuffer<TDst>> GetVecGetterAs<TDst>(PrimitiveDataViewType typeDst, DataViewRow row, int col)
    {
        var typeSrc = row.Schema[col].Type as VectorDataViewType;
        Contracts.Check(typeSrc != null, "Source column type must be vector");
        Func<DataViewType, DataViewType, DataViewRow, int, Delegate> core = VecGetterAsCore<int, int>;
        return (ValueGetter<VBuffer<TDst>>)Utils.MarshalInvoke<Delegate>(
            core, typeSrc.ItemType.RawType, typeDst.RawType, typeSrc.ItemType, typeDst, row, col);
    }

    /// <summary>Whether a column can be read as a label: a number, a boolean or a key.</summary>
    public static bool IsLabelType(DataViewType type)
        => type is KeyDataViewType or BooleanDataViewType
            || type.Equals(NumberDataViewType.Single) || type.Equals(NumberDataViewType.Double);

    /// <summary>A label as a Single: keys count from 0, missing ones are NaN.</summary>
    public static ValueGetter<float> GetLabelGetter(DataViewRow row, int col)
    {
        DataViewSchema.Column column = row.Schema[col];
        if (column.Type.Equals(NumberDataViewType.Single))
            return row.GetGetter<float>(column);
        if (column.Type is not KeyDataViewType)
            return GetGetterAs<float>(NumberDataViewType.Single, row, col);
        ValueGetter<ulong> getter = GetGetterAs<ulong>(NumberDataViewType.UInt64, row, col);
        return (ref float value) =>
        {
            ulong key = 0;
            getter(ref key);
            value = key == 0 ? float.NaN : key - 1;
        };
    }

    private static Delegate TypedGetter<T>(DataViewRow row, int col) => row.GetGetter<T>(row.Schema[col]);

    private static Delegate GetterAsCore<TSrc, TDst>(DataViewType typeSrc, DataViewType typeDst, DataViewRow row, int col)
    {
        ValueGetter<TSrc> getter = row.GetGetter<TSrc>(row.Schema[col]);
        if (getter is ValueGetter<TDst> same)
            return same;
        ValueMapper<TSrc, TDst> convert = Conversions.GetStandardConversion<TSrc, TDst>(typeSrc, typeDst);
        TSrc source = default!;
        ValueGetter<TDst> converted = (ref TDst value) =>
        {
            getter(ref source);
            convert(in source, ref value);
        };
        return converted;
    }

    private static Delegate VecGetterAsCore<TSrc, TDst>(DataViewType typeSrc, DataViewType typeDst, DataViewRow row, int col)
    {
        ValueGetter<VBuffer<TSrc>> getter = row.GetGetter<VBuffer<TSrc>>(row.Schema[col]);
        if (getter is ValueGetter<VBuffer<TDst>> same)
            return same;
        ValueMapper<TSrc, TDst> convert = Conversions.GetStandardConversion<TSrc, TDst>(typeSrc, typeDst);
        VBuffer<TSrc> source = default;
        ValueGetter<VBuffer<TDst>> converted = (ref VBuffer<TDst> value) =>
        {
            getter(ref source);
            ReadOnlySpan<TSrc> values = source.GetValues();
            VBufferEditor<TDst> editor = VBufferEditor.Create(ref value, source.Length, values.Length);
            for (int i = 0; i < values.Length; i++)
                convert(in values[i], ref editor.Values[i]);
            source.GetIndices().CopyTo(editor.Indices);
            value = editor.Commit();
        };
        return converted;
    }
}
