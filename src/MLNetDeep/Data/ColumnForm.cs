using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Data;

/// <summary>What the type of a column is made of: the same for a promised column and for a real one.</summary>
/// <param name="Item">The type of an item; of keys the type that they are kept in.</param>
/// <param name="IsVector">Whether it holds vectors.</param>
/// <param name="IsKnownSize">Whether these have one length.</param>
/// <param name="IsKey">Whether items are keys.</param>
/// <param name="Text">The type as ML.NET's own messages write it.</param>
internal readonly record struct ColumnForm(DataViewType Item, bool IsVector, bool IsKnownSize, bool IsKey, string Text)
{
    /// <summary>That of a promised column.</summary>
    public static ColumnForm Of(SchemaShape.Column column) => new(column.ItemType, column.Kind != SchemaShape.Column.VectorKind.Scalar,
        column.Kind == SchemaShape.Column.VectorKind.Vector, column.IsKey, ColumnErrors.Describe(column));

    /// <summary>That of a column.</summary>
    public static ColumnForm Of(DataViewType type)
    {
        var (vector, item) = (type as VectorDataViewType, type is VectorDataViewType v ? v.ItemType : type);
        return new(item, vector is not null, vector?.IsKnownSize == true, item is KeyDataViewType, ColumnErrors.Describe(type));
    }

    /// <summary>Whether it holds a number, or a vector of as many numbers in every row.</summary>
    public bool IsNumbers => !IsKey && Item is NumberDataViewType && (!IsVector || IsKnownSize);
}
