using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLNetDeep.Data;

/// <summary>Finds the columns of a trainer and says what they hold; the same rules for a promised schema and for a real one.</summary>
internal static class ColumnChecks
{
    private const string Expected = "a numeric scalar or vector of known size, an image, the path of one (text), or encoded bytes (VarVector<Byte>)";

    public static SchemaShape.Column Find(SchemaShape schema, string role, string name)
    {
        foreach (var column in schema)
            if (column.Name == name) return column;
        throw ColumnErrors.Missing(role, name, schema.Select(c => c.Name));
    }

    public static DataViewSchema.Column Find(DataViewSchema schema, string role, string name) => schema.GetColumnOrNull(name)
        ?? throw ColumnErrors.Missing(role, name, schema.Where(c => !c.IsHidden).Select(c => c.Name));

    public static FeatureSource CheckFeatures(SchemaShape schema, string name)
    {
        var column = Find(schema, "feature", name);
        var source = column.IsKey ? null : column.Kind switch
        {
            SchemaShape.Column.VectorKind.Scalar => OfScalar(column.ItemType),
            SchemaShape.Column.VectorKind.Vector => OfVector(column.ItemType, known: true),
            _ => OfVector(column.ItemType, known: false),
        };
        return source ?? throw ColumnErrors.Mismatch("feature", name, Expected, ColumnErrors.Describe(column));
    }

    public static FeatureSource CheckFeatures(DataViewSchema schema, string name)
    {
        var type = Find(schema, "feature", name).Type;
        var source = type is VectorDataViewType vector ? OfVector(vector.ItemType, vector.IsKnownSize) : OfScalar(type);
        return source ?? throw ColumnErrors.Mismatch("feature", name, Expected, ColumnErrors.Describe(type));
    }

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

    private static FeatureSource? OfScalar(DataViewType type) => type switch
    {
        NumberDataViewType => FeatureSource.Numbers,
        TextDataViewType => FeatureSource.Path,
        ImageDataViewType => FeatureSource.Image,
        _ => null,
    };

    private static FeatureSource? OfVector(DataViewType item, bool known) => item switch
    {
        NumberDataViewType when known => FeatureSource.Numbers,
        NumberDataViewType when item.RawType == typeof(byte) => FeatureSource.Bytes,
        _ => null,
    };
}
