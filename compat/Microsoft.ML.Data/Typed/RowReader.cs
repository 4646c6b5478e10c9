using System.Numerics;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Getters of the members of the object that <paramref name="current"/> gives.</summary>
internal sealed class RowReader<TRow>(TypedSchema schema, Func<TRow> current) where TRow : class
{
    public ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        => CreateGetter(schema.Columns[column.Index]) as ValueGetter<TValue> ?? throw column.InvalidGetter(typeof(TValue));

    private Delegate CreateGetter(TypedSchema.Column column)
    {
        if (column.MemberType == typeof(string))
            return Text(column);
        if (column.MemberType == typeof(string[]))
            return Texts(column);
        if (column.Type is KeyDataViewType)
            return Key(column);
        if (MemberTypes.VectorItemOf(column.MemberType) is { } item)
        {
            Func<TypedSchema.Column, Delegate> vector = column.MemberType.IsArray ? Array<int> : Buffer<int>;
            return Utils.MarshalInvoke(vector, item, column);
        }

        Func<TypedSchema.Column, Delegate> scalar = Scalar<int>;
        return Utils.MarshalInvoke(scalar, column.MemberType, column);
    }

    private Delegate Scalar<T>(TypedSchema.Column column)
    {
        Func<TRow, T> get = MemberAccess.Getter<TRow, T>(column.Member);
        return (ValueGetter<T>)((ref T value) => value = get(current()));
    }

    private Delegate Text(TypedSchema.Column column)
    {
        Func<TRow, string?> get = MemberAccess.Getter<TRow, string?>(column.Member);
        return (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = get(current()).AsMemory());
    }

    private Delegate Texts(TypedSchema.Column column)
    {
        Func<TRow, string?[]?> get = MemberAccess.Getter<TRow, string?[]?>(column.Member);
        return (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> value) =>
        {
            string?[] texts = get(current()) ?? [];
            VBufferEditor<ReadOnlyMemory<char>> editor = VBufferEditor.Create(ref value, texts.Length);
            for (int i = 0; i < texts.Length; i++)
                editor.Values[i] = texts[i].AsMemory();
            value = editor.Commit();
        });
    }

    private Delegate Array<T>(TypedSchema.Column column)
    {
        Func<TRow, T[]?> get = MemberAccess.Getter<TRow, T[]?>(column.Member);
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
        {
            T[]? items = get(current());
            VBuffer<T>.Copy(items!, 0, ref value, items?.Length ?? 0);
        });
    }

    private Delegate Buffer<T>(TypedSchema.Column column)
    {
        Func<TRow, VBuffer<T>> get = MemberAccess.Getter<TRow, VBuffer<T>>(column.Member);
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => get(current()).CopyTo(ref value));
    }

    /// <summary>A member of a key type counts from 0. The original knows no way for UInt16, and no more does this.</summary>
    private Delegate Key(TypedSchema.Column column)
    {
        Contracts.Check(column.MemberType != typeof(ushort));
        Func<TypedSchema.Column, Delegate> key = Key<uint>;
        return Utils.MarshalInvoke(key, column.MemberType, column);
    }

    private Delegate Key<T>(TypedSchema.Column column) where T : INumberBase<T>
    {
        Func<TRow, T> get = MemberAccess.Getter<TRow, T>(column.Member);
        ulong count = column.Type.GetKeyCount();
        return (ValueGetter<T>)((ref T value) =>
        {
            T member = get(current());
            value = ulong.CreateTruncating(member) < count ? member + T.One : T.Zero;
        });
    }
}
