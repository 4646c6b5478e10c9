namespace Microsoft.ML.Data;

/// <summary>What is known of the slots of a vector that was put together of several columns.</summary>
internal static class ConcatenatedAnnotations
{
    internal static DataViewSchema.Annotations Make(DataViewSchema.Column[] inputs, int size)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        if (Array.TrueForAll(inputs, c => c.IsNormalizedColumn()))
            builder.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
        if (size > 0)
        {
            if (Array.Exists(inputs, HasNames))
                builder.AddSlotNames(Names(inputs));
            AddCategoricalRanges(builder, inputs);
        }
        return builder.ToAnnotations();
    }

    private static bool HasNames(DataViewSchema.Column column) =>
        column.Type is not VectorDataViewType vector || column.HasSlotNames(vector.Size);

    private static List<string> Names(DataViewSchema.Column[] inputs)
    {
        var names = new List<string>();
        foreach (DataViewSchema.Column input in inputs)
        {
            if (input.Type is not VectorDataViewType vector)
                names.Add(input.Name);
            else if (!input.HasSlotNames(vector.Size))
                names.AddRange(Enumerable.Repeat("", vector.Size));
            else
                AddVectorNames(names, input, vector.Size);
        }
        return names;
    }

    private static void AddVectorNames(List<string> names, DataViewSchema.Column input, int size)
    {
        VBuffer<ReadOnlyMemory<char>> slots = default;
        AnnotationUtils.GetSlotNames(input, size, ref slots);
        foreach (ReadOnlyMemory<char> slot in slots.DenseValues())
            names.Add(slot.IsEmpty ? "" : $"{input.Name}.{slot}");
    }

    private static void AddCategoricalRanges(DataViewSchema.Annotations.Builder builder, DataViewSchema.Column[] inputs)
    {
        var ranges = new List<int>();
        int offset = 0;
        foreach (DataViewSchema.Column input in inputs)
        {
            if (AnnotationUtils.TryGetCategoricalFeatureIndices(input, out int[] own))
                ranges.AddRange(own.Select(slot => slot + offset));
            offset += input.Type.GetValueCount();
        }
        if (ranges.Count > 0)
            builder.AddCategoricalRanges([.. ranges]);
    }

    internal static void AddCategoricalRanges(this DataViewSchema.Annotations.Builder builder, int[] ranges)
    {
        var value = new VBuffer<int>(ranges.Length, ranges);
        builder.Add(AnnotationUtils.Kinds.CategoricalSlotRanges, AnnotationUtils.GetCategoricalType(ranges.Length / 2),
            (ref VBuffer<int> destination) => value.CopyTo(ref destination));
    }
}
