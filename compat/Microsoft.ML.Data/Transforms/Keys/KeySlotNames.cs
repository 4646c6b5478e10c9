namespace Microsoft.ML.Data;

/// <summary>Names of slots that were made of each slot of a vector of keys.</summary>
internal static class KeySlotNames
{
    /// <summary>The name of the slot, or its index in brackets, a dot, and each of the names.</summary>
    internal static string[] SideBySide(DataViewSchema.Column column, string[] names)
    {
        int size = column.Type.GetVectorSize();
        VBuffer<ReadOnlyMemory<char>> slots = default;
        AnnotationUtils.GetSlotNames(column, size, ref slots);
        string[] result = new string[size * names.Length];
        for (int i = 0; i < size; i++)
        {
            ReadOnlyMemory<char> own = slots.GetItemOrDefault(i);
            string prefix = own.IsEmpty ? $"[{i}]" : own.ToString();
            for (int k = 0; k < names.Length; k++)
                result[i * names.Length + k] = $"{prefix}.{names[k]}";
        }
        return result;
    }
}
