using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Data;

/// <summary>Finds the columns of a trainer and says what they hold; the same rules for a promised schema and for a real one.</summary>
internal static class ColumnChecks
{
    public static SchemaShape.Column Find(SchemaShape schema, string role, string name)
    {
        foreach (var column in schema)
            if (column.Name == name) return column;
        throw ColumnErrors.Missing(role, name, schema.Select(c => c.Name));
    }

    public static DataViewSchema.Column Find(DataViewSchema schema, string role, string name) => schema.GetColumnOrNull(name)
        ?? throw ColumnErrors.Missing(role, name, schema.Where(c => !c.IsHidden).Select(c => c.Name));

    /// <summary>Checks the column that says how much rows count, if one is named.</summary>
    public static void CheckWeight(SchemaShape schema, string? name)
    {
        if (name is null) return;
        var column = Find(schema, "weight", name);
        if (column.IsKey || column.Kind != SchemaShape.Column.VectorKind.Scalar || column.ItemType != NumberDataViewType.Single)
            throw ColumnErrors.Mismatch("weight", name, "Single", ColumnErrors.Describe(column));
    }

    /// <summary>Checks the column that says how much rows count, if one is named.</summary>
    public static void CheckWeight(DataViewSchema schema, string? name)
    {
        if (name is not null && Find(schema, "weight", name).Type is var type && type != NumberDataViewType.Single)
            throw ColumnErrors.Mismatch("weight", name, "Single", ColumnErrors.Describe(type));
    }
}
