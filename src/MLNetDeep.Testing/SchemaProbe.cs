using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Testing;

/// <summary>An estimator that does nothing but remember what it was promised.</summary>
internal sealed class SchemaProbe : IEstimator<ITransformer>
{
    private SchemaShape? _seen;

    public bool WasAsked => _seen is not null;

    public SchemaShape Seen => _seen ?? throw new InvalidOperationException("GetOutputSchema was not called.");

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _seen = inputSchema;

    public ITransformer Fit(IDataView input) => new MLContext().Transforms.CopyColumns("Probe", input.Schema[0].Name).Fit(input);

    public static string Describe(SchemaShape.Column column) =>
        $"{column.Kind} {(column.IsKey ? "key " : "")}{column.ItemType.RawType.Name} [{Join(column.Annotations.Select(a => a.Name))}]";

    public static string Describe(DataViewSchema.Column column)
    {
        var vector = column.Type as VectorDataViewType;
        var item = vector?.ItemType ?? column.Type;
        var kind = vector is null ? SchemaShape.Column.VectorKind.Scalar
            : vector.IsKnownSize ? SchemaShape.Column.VectorKind.Vector : SchemaShape.Column.VectorKind.VariableVector;
        return $"{kind} {(item is KeyDataViewType ? "key " : "")}{item.RawType.Name} [{Join(column.Annotations.Schema.Select(a => a.Name))}]";
    }

    private static string Join(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));
}
