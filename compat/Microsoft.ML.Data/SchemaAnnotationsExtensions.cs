namespace Microsoft.ML.Data;

/// <summary>The common annotations of a column.</summary>
public static class SchemaAnnotationsExtensions
{
    public static bool HasSlotNames(this DataViewSchema.Column column)
        => column.HasSlotNames(column.Type.GetVectorSize());

    /// <summary>The names of the slots of a vector column; throws where there are none.</summary>
    public static void GetSlotNames(this DataViewSchema.Column column, ref VBuffer<ReadOnlyMemory<char>> slotNames)
        => column.Annotations.GetValue(AnnotationUtils.Kinds.SlotNames, ref slotNames);

    /// <summary>Whether the keys of a column have values, of the given type or of text.</summary>
    public static bool HasKeyValues(this DataViewSchema.Column column, PrimitiveDataViewType? keyValueItemType = null)
        => column.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues)?.Type is VectorDataViewType type
            && type.ItemType.Equals(keyValueItemType ?? TextDataViewType.Instance)
            && (ulong)type.Size == column.Type.GetItemType().GetKeyCount();

    /// <summary>The values that the keys of a column stand for; throws where there are none.</summary>
    public static void GetKeyValues<TValue>(this DataViewSchema.Column column, ref VBuffer<TValue> keyValues)
        => column.Annotations.GetValue(AnnotationUtils.Kinds.KeyValues, ref keyValues);

    /// <summary>Whether the values of a column are on like scales.</summary>
    public static bool IsNormalized(this DataViewSchema.Column column) => column.IsNormalizedColumn();
}
