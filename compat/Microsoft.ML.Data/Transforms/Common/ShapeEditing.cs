using Microsoft.ML.Runtime;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Microsoft.ML.Data;

/// <summary>What estimators need to say which columns they will make.</summary>
internal static class ShapeEditing
{
    /// <summary>The shape with columns replaced where their names are there already, and appended where not.</summary>
    internal static SchemaShape With(this SchemaShape shape, IEnumerable<SchemaShape.Column> columns)
    {
        List<SchemaShape.Column> result = [.. shape];
        foreach (SchemaShape.Column column in columns)
        {
            int at = result.FindLastIndex(c => c.Name == column.Name);
            if (at < 0)
                result.Add(column);
            else
                result[at] = column;
        }
        return new SchemaShape(result);
    }

    internal static SchemaShape.Column Require(this SchemaShape shape, string name, IExceptionContext context) =>
        shape.TryFindColumn(name, out SchemaShape.Column column)
            ? column
            : throw context.ExceptSchemaMismatch("inputSchema", "input", name);

    internal static bool HasAnnotation(this SchemaShape.Column column, string kind) =>
        column.Annotations.TryFindColumn(kind, out _);

    /// <summary>Adds the annotation of one column to those of another, where it is there.</summary>
    internal static void Keep(this List<SchemaShape.Column> annotations, SchemaShape.Column from, string kind)
    {
        if (from.Annotations.TryFindColumn(kind, out SchemaShape.Column annotation))
            annotations.Add(annotation);
    }

    internal static SchemaShape.Column IsNormalized { get; } =
        new(AnnotationUtils.Kinds.IsNormalized, VectorKind.Scalar, BooleanDataViewType.Instance, false);

    internal static SchemaShape.Column SlotNames { get; } =
        new(AnnotationUtils.Kinds.SlotNames, VectorKind.Vector, TextDataViewType.Instance, false);

    internal static SchemaShape.Column CategoricalSlotRanges { get; } =
        new(AnnotationUtils.Kinds.CategoricalSlotRanges, VectorKind.Vector, NumberDataViewType.Int32, false);
}
