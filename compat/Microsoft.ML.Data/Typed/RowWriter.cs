using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Which columns of a schema fill which members of a class.</summary>
internal sealed class RowWriter<TRow> where TRow : class
{
    private readonly List<(TypedSchema.Column Member, DataViewSchema.Column Column)> _pairs = [];

    public RowWriter(IHostEnvironment env, DataViewSchema schema, bool ignoreMissingColumns, SchemaDefinition? definition)
    {
        TypedSchema typed = TypedSchema.Create(typeof(TRow), definition, SchemaDefinition.Direction.Write);
        foreach (TypedSchema.Column member in typed.Columns)
        {
            if (schema.GetColumnOrNull(member.Name) is not { } column)
            {
                if (ignoreMissingColumns)
                    continue;
                throw env.ExceptSchemaMismatch("Schema", "", member.Name);
            }

            if (!TypedSchema.IsCompatible(column.Type, member.MemberType))
            {
                throw env.Except($"Can't bind the IDataView column '{column.Name}' of type '{column.Type}' to field or property " +
                    $"'{member.Member.Name}' of type '{member.MemberType.FullName}'.");
            }

            _pairs.Add((member, column));
        }
    }

    public IEnumerable<DataViewSchema.Column> Columns => _pairs.Select(p => p.Column);

    /// <summary>What fills an object from a row.</summary>
    public Action<TRow> CreateFiller(DataViewRow row)
    {
        Action<TRow>[] setters = [.. _pairs.Select(p => CreateSetter(row, p.Member, p.Column))];
        return target =>
        {
            foreach (Action<TRow> setter in setters)
                setter(target);
        };
    }

    private static Action<TRow> CreateSetter(DataViewRow row, TypedSchema.Column member, DataViewSchema.Column column)
    {
        if (member.MemberType == typeof(string))
            return Text(row, member, column);
        if (member.MemberType == typeof(string[]))
            return Array<ReadOnlyMemory<char>, string>(row, member, column, m => m.ToString());
        Type? item = MemberTypes.VectorItemOf(member.MemberType);
        Func<DataViewRow, TypedSchema.Column, DataViewSchema.Column, Action<TRow>> create
            = item == null ? Scalar<int> : member.MemberType.IsArray ? Array<int> : Buffer<int>;
        return Utils.MarshalInvoke(create, item ?? member.MemberType, row, member, column);
    }

    private static Action<TRow> Scalar<T>(DataViewRow row, TypedSchema.Column member, DataViewSchema.Column column)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        Action<TRow, T> set = MemberAccess.Setter<TRow, T>(member.Member);
        T value = default!;
        return target =>
        {
            getter(ref value);
            set(target, value);
        };
    }

    private static Action<TRow> Text(DataViewRow row, TypedSchema.Column member, DataViewSchema.Column column)
    {
        ValueGetter<ReadOnlyMemory<char>> getter = row.GetGetter<ReadOnlyMemory<char>>(column);
        Action<TRow, string> set = MemberAccess.Setter<TRow, string>(member.Member);
        ReadOnlyMemory<char> value = default;
        return target =>
        {
            getter(ref value);
            set(target, value.ToString());
        };
    }

    private static Action<TRow> Array<T>(DataViewRow row, TypedSchema.Column member, DataViewSchema.Column column)
        => Array<T, T>(row, member, column, null);

    /// <summary>An array of the right length that the object has already is filled, else it gets a new one.</summary>
    private static Action<TRow> Array<TSrc, TDst>(
        DataViewRow row, TypedSchema.Column member, DataViewSchema.Column column, Func<TSrc, TDst>? convert)
    {
        ValueGetter<VBuffer<TSrc>> getter = row.GetGetter<VBuffer<TSrc>>(column);
        Func<TRow, TDst[]?>? get = member.Member is System.Reflection.PropertyInfo { CanRead: false }
            ? null
            : MemberAccess.Getter<TRow, TDst[]?>(member.Member);
        Action<TRow, TDst[]?> set = MemberAccess.Setter<TRow, TDst[]?>(member.Member);
        VBuffer<TSrc> value = default;
        return target =>
        {
            getter(ref value);
            TDst[]? items = get?.Invoke(target);
            if ((items?.Length ?? 0) != value.Length)
                items = new TDst[value.Length];
            if (items != null)
                CopyItems(value, items, convert);
            set(target, items);
        };
    }

    private static void CopyItems<TSrc, TDst>(in VBuffer<TSrc> source, TDst[] items, Func<TSrc, TDst>? convert)
    {
        if (convert == null)
        {
            source.CopyTo((TSrc[])(object)items);
            return;
        }

        int i = 0;
        foreach (TSrc item in source.DenseValues())
            items[i++] = convert(item);
    }

    private static Action<TRow> Buffer<T>(DataViewRow row, TypedSchema.Column member, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(column);
        Action<TRow, VBuffer<T>> set = MemberAccess.Setter<TRow, VBuffer<T>>(member.Member);
        return target =>
        {
            VBuffer<T> value = default;
            getter(ref value);
            set(target, value);
        };
    }
}
