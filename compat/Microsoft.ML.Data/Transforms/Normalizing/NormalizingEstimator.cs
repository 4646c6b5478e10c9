using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Microsoft.ML.Transforms;

/// <summary>Learns how to bring each slot of columns of reals to a like scale.</summary>
public sealed class NormalizingEstimator : IEstimator<NormalizingTransformer>
{
    private readonly IHost _host;
    private readonly (string OutputColumnName, string InputColumnName)[] _columns;
    private readonly NormalizerSettings _settings;

    internal NormalizingEstimator(
        IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns, NormalizerSettings settings)
    {
        Contracts.CheckValue(env, nameof(env));
        _host = env.Register(nameof(NormalizingEstimator));
        _host.CheckNonEmpty(columns, nameof(columns));
        _host.CheckUserArg(settings.MaximumExampleCount > 1, "maximumExampleCount", "Must be greater than 1");
        _columns = columns;
        _settings = settings;
    }

    public NormalizingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        Array.ForEach(_columns, pair => CheckType(input.Schema, pair.InputColumnName));
        GetOutputSchema(SchemaShape.Create(input.Schema));
        DataViewSchema.Column[] sources = Array.ConvertAll(_columns, pair => input.Schema[pair.InputColumnName]);
        using DataViewRowCursor cursor = input.GetRowCursor(sources);
        NormalizerColumnFitter[] fitters = Array.ConvertAll(
            sources, column => NormalizerColumnFitter.Create(cursor, column, _settings));
        for (long row = 0; row < _settings.MaximumExampleCount && cursor.MoveNext(); row++)
        {
            foreach (NormalizerColumnFitter fitter in fitters)
                fitter.AddRow();
        }
        return new NormalizingTransformer(_host, _columns, Array.ConvertAll(fitters, fitter => fitter.Finish()));
    }

    // Before the schema is looked at as a whole, as one sees from the original's message.
    private void CheckType(DataViewSchema schema, string name)
    {
        if (schema.GetColumnOrNull(name) is { Type: { } type } && type.GetItemType().RawType is var raw && raw != typeof(float) && raw != typeof(double))
            throw _host.ExceptParam("srcType", "Wrong column type for input column. Expected: Single, Double, Vector of Single "
                + $"or Vector of Double. Got: {type}.");
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(_columns.Select(pair =>
            MakeColumn(inputSchema.Require(pair.InputColumnName, _host), pair.OutputColumnName)));
    }

    private SchemaShape.Column MakeColumn(SchemaShape.Column input, string name)
    {
        if (input.Kind == VectorKind.VariableVector)
        {
            throw _host.ExceptSchemaMismatch("inputSchema", "input", input.Name,
                "known-size vector or scalar", input.GetTypeString());
        }
        if (!input.ItemType.Equals(NumberDataViewType.Single) && !input.ItemType.Equals(NumberDataViewType.Double))
        {
            throw _host.ExceptSchemaMismatch("inputSchema", "input", input.Name,
                "vector or scalar of Single or Double", input.GetTypeString());
        }
        List<SchemaShape.Column> annotations = [ShapeEditing.IsNormalized];
        annotations.Keep(input, AnnotationUtils.Kinds.SlotNames);
        return new SchemaShape.Column(name, input.Kind, input.ItemType, false, new SchemaShape(annotations));
    }
}
