using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Data;

/// <summary>What a task wants of its label, held against a promised schema and a real one.</summary>
/// <param name="Expected">The types it takes, for messages.</param>
/// <param name="Hint">What to do about another, with {0} for the name of the column.</param>
/// <param name="Sources">What the column may hold.</param>
internal sealed record LabelRule(string Expected, string Hint, params TargetSource[] Sources)
{
    public static readonly LabelRule Key = new("Key<UInt32>", "Put Transforms.Conversion.MapValueToKey(\"{0}\") before the trainer.", TargetSource.Key);

    public static readonly LabelRule Binary = new("Boolean, or Key<UInt32> of two classes",
        "Put Transforms.Conversion.ConvertType(\"{0}\", outputKind: DataKind.Boolean) or MapValueToKey(\"{0}\") before the trainer.",
        TargetSource.Boolean, TargetSource.Key);

    public static readonly LabelRule Labels = new("a vector of Boolean or of numbers 0 and 1, of known size",
        "Put one flag for each label into a vector, with Transforms.Concatenate for example.", TargetSource.Booleans, TargetSource.Numbers);

    public static readonly LabelRule Targets = new("Single, or a numeric vector of known size",
        "Put Transforms.Conversion.ConvertType(\"{0}\", outputKind: DataKind.Single) before the trainer.", TargetSource.Number, TargetSource.Numbers);

    public static readonly LabelRule Target = new("Single",
        "Put Transforms.Conversion.ConvertType(\"{0}\", outputKind: DataKind.Single) before the trainer.", TargetSource.Number);

    /// <summary>What the promised column holds; throws where the task does not take it.</summary>
    public TargetSource Check(SchemaShape schema, string name)
    {
        var column = ColumnChecks.Find(schema, "label", name);
        return Allowed(column.Kind switch
        {
            SchemaShape.Column.VectorKind.Scalar => OfScalar(column.ItemType, column.IsKey),
            SchemaShape.Column.VectorKind.Vector when !column.IsKey => OfVector(column.ItemType),
            _ => null,
        }) ?? throw Mismatch(name, ColumnErrors.Describe(column));
    }

    /// <summary>What the column holds; throws where the task does not take it.</summary>
    public TargetSource Check(DataViewSchema schema, string name)
    {
        var type = ColumnChecks.Find(schema, "label", name).Type;
        var source = type is VectorDataViewType vector ? (vector.IsKnownSize ? OfVector(vector.ItemType) : null)
            : OfScalar(type, type is KeyDataViewType && type.RawType == typeof(uint));
        return Allowed(source) ?? throw Mismatch(name, ColumnErrors.Describe(type));
    }

    public Exception Mismatch(string name, string got) =>
        ColumnErrors.Mismatch("label", name, Expected, got, " " + string.Format(System.Globalization.CultureInfo.InvariantCulture, Hint, name));

    private TargetSource? Allowed(TargetSource? source) => source is { } found && Sources.Contains(found) ? source : null;

    private static TargetSource? OfScalar(DataViewType type, bool isKey) =>
        isKey ? (type.RawType == typeof(uint) ? TargetSource.Key : null) : type is BooleanDataViewType ? TargetSource.Boolean : type == NumberDataViewType.Single ? TargetSource.Number : null;

    private static TargetSource? OfVector(DataViewType item) => item switch
    {
        BooleanDataViewType => TargetSource.Booleans,
        NumberDataViewType => TargetSource.Numbers,
        _ => null,
    };
}
