using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Microsoft.ML.Transforms;

/// <summary>Whether columns can fill the members of a class.</summary>
internal static class CustomMappingInput
{
    internal static void Check(this TypedSchema input, SchemaShape shape, IExceptionContext context)
    {
        foreach (TypedSchema.Column member in input.Columns)
        {
            SchemaShape.Column column = shape.Require(member.Name, context);
            SchemaShape.GetColumnTypeShape(member.Type, out VectorKind kind, out DataViewType itemType, out _);
            bool sameItems = itemType.Equals(column.ItemType);
            // A member without a stated length takes vectors of any.
            if (kind == VectorKind.VariableVector && (column.Kind == VectorKind.Scalar || !sameItems))
                throw Mismatch(context, column, $"variable-length vector of {itemType}");
            if (kind != VectorKind.VariableVector && (column.Kind != kind || !sameItems))
                throw Mismatch(context, column, member.Type.ToString()!);
        }
    }

    private static Exception Mismatch(IExceptionContext context, SchemaShape.Column column, string expected) =>
        context.ExceptSchemaMismatch("inputSchema", "input", column.Name, expected, column.GetTypeString());
}
