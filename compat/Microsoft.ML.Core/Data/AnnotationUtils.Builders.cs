namespace Microsoft.ML.Data;

internal static partial class AnnotationUtils
{
    public static void AddSlotNames(
        this DataViewSchema.Annotations.Builder builder, int size, ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter)
        => builder.Add(Kinds.SlotNames, GetNamesType(size), getter);

    public static void AddSlotNames(this DataViewSchema.Annotations.Builder builder, IReadOnlyList<string> names)
        => builder.AddSlotNames(names.Count, GetterOf(names));

    public static void AddKeyValues<TValue>(
        this DataViewSchema.Annotations.Builder builder, int size, PrimitiveDataViewType valueType, ValueGetter<VBuffer<TValue>> getter)
        => builder.Add(Kinds.KeyValues, new VectorDataViewType(valueType, size), getter);

    /// <summary>A getter of texts; it copies, so that nobody can write into what others read.</summary>
    public static ValueGetter<VBuffer<ReadOnlyMemory<char>>> GetterOf(IReadOnlyList<string> texts)
    {
        var values = new VBuffer<ReadOnlyMemory<char>>(texts.Count, [.. texts.Select(t => t.AsMemory())]);
        return (ref VBuffer<ReadOnlyMemory<char>> destination) => values.CopyTo(ref destination);
    }

    /// <summary>Adds what says that a column is one of the score columns of a model.</summary>
    public static void AddScoreColumn(
        this DataViewSchema.Annotations.Builder builder, uint setId, string columnKind, string valueKind)
    {
        builder.AddPrimitiveValue(Kinds.ScoreColumnSetId, ScoreColumnSetIdType, setId);
        builder.AddPrimitiveValue(Kinds.ScoreColumnKind, TextDataViewType.Instance, columnKind.AsMemory());
        builder.AddPrimitiveValue(Kinds.ScoreValueKind, TextDataViewType.Instance, valueKind.AsMemory());
    }

    /// <summary>The shape of the annotations that every score column has.</summary>
    public static IEnumerable<SchemaShape.Column> GetTrainerOutputAnnotation(bool isNormalized = false)
    {
        yield return new(Kinds.ScoreColumnSetId, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true);
        yield return new(Kinds.ScoreColumnKind, SchemaShape.Column.VectorKind.Scalar, TextDataViewType.Instance, false);
        yield return new(Kinds.ScoreValueKind, SchemaShape.Column.VectorKind.Scalar, TextDataViewType.Instance, false);
        if (isNormalized)
            yield return new(Kinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false);
    }

    /// <summary>The shape of the annotations of the scores of many classes: those, and the names of the classes.</summary>
    public static IEnumerable<SchemaShape.Column> AnnotationsForMulticlassScoreColumn(SchemaShape.Column? labelColumn = null)
    {
        var columns = new List<SchemaShape.Column>();
        if (labelColumn is { IsKey: true } label
            && label.Annotations.TryFindColumn(Kinds.KeyValues, out SchemaShape.Column values)
            && values.Kind == SchemaShape.Column.VectorKind.Vector)
        {
            if (values.ItemType is TextDataViewType)
                columns.Add(new(Kinds.SlotNames, values.Kind, TextDataViewType.Instance, false));
            columns.Add(new(Kinds.TrainingLabelValues, values.Kind, values.ItemType, values.IsKey));
        }

        columns.AddRange(GetTrainerOutputAnnotation());
        return columns;
    }
}
