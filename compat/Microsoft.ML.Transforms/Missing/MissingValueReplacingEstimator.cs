using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Learns what to put in the place of missing values.</summary>
public sealed class MissingValueReplacingEstimator : IEstimator<MissingValueReplacingTransformer>
{
    public enum ReplacementMode : byte
    {
        DefaultValue = 0,
        Mean = 1,
        Minimum = 2,
        Maximum = 3,
        Mode = 5,
    }

    private readonly IHost _host;
    private readonly (string OutputColumnName, string InputColumnName)[] _columns;
    private readonly ReplacementMode _mode;
    private readonly bool _bySlot;

    internal MissingValueReplacingEstimator(IHostEnvironment env,
        (string OutputColumnName, string InputColumnName)[] columns, ReplacementMode replacementMode, bool imputeBySlot)
    {
        Contracts.CheckValue(env, nameof(env));
        _host = env.Register(nameof(MissingValueReplacingEstimator));
        _host.CheckNonEmpty(columns, nameof(columns));
        _host.CheckUserArg(Enum.IsDefined(replacementMode), nameof(replacementMode), "Unknown replacement mode");
        _columns = columns;
        _mode = replacementMode;
        _bySlot = imputeBySlot;
    }

    public MissingValueReplacingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        GetOutputSchema(SchemaShape.Create(input.Schema));
        DataViewSchema.Column[] sources = Array.ConvertAll(_columns, pair => input.Schema[pair.InputColumnName]);
        using DataViewRowCursor cursor = input.GetRowCursor(sources);
        ReplacementFitter[] fitters = Array.ConvertAll(sources, c => ReplacementFitter.Create(cursor, c, _mode, _bySlot));
        if (_mode != ReplacementMode.DefaultValue)
        {
            while (cursor.MoveNext())
            {
                foreach (ReplacementFitter fitter in fitters)
                    fitter.AddRow();
            }
        }
        return new MissingValueReplacingTransformer(_host, _columns, Array.ConvertAll(fitters, Finish));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(_columns.Select(pair =>
            MakeColumn(inputSchema.Require(pair.InputColumnName, _host), pair.OutputColumnName)));
    }

    private double[] Finish(ReplacementFitter fitter)
    {
        double[] values = fitter.Finish();
        if (_mode == ReplacementMode.DefaultValue || !Array.Exists(values, double.IsNaN))
            return values;
        using IChannel channel = _host.Start("Computing Statistics");
        channel.Warning(values.Length == 1
            ? "All values in this column are NAs, using default value for imputation"
            : "All values in some slots are NAs, using default value for imputation");
        return Array.ConvertAll(values, value => double.IsNaN(value) ? 0 : value);
    }

    private SchemaShape.Column MakeColumn(SchemaShape.Column input, string name)
    {
        if (input.IsKey || !RealColumns.IsReal(input.ItemType))
        {
            throw _host.ExceptParam("inputSchema", $"Type '{input.GetTypeString()}' is not supported by NAReplaceTransform " +
                "since it doesn't have an NA value");
        }
        var annotations = new List<SchemaShape.Column>();
        annotations.Keep(input, AnnotationUtils.Kinds.SlotNames);
        annotations.Keep(input, AnnotationUtils.Kinds.IsNormalized);
        return new SchemaShape.Column(name, input.Kind, input.ItemType, false, new SchemaShape(annotations));
    }
}
