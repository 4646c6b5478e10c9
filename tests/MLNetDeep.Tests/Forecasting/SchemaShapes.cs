using Microsoft.ML;

namespace MLNetDeep.Tests.Forecasting;

/// <summary>What ML.NET promises of a view: it tells the first estimator of a chain.</summary>
internal sealed class SchemaShapes : IEstimator<ITransformer>
{
    private SchemaShape? _seen;

    public static SchemaShape Of(MLContext ml, IDataView view)
    {
        var first = new SchemaShapes();
        first.Append(ml.Transforms.CopyColumns("Copied", view.Schema[0].Name)).Fit(view);
        return first._seen!;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _seen = inputSchema;

    public ITransformer Fit(IDataView input) => new MLContext().Transforms.CopyColumns("Probe", input.Schema[0].Name).Fit(input);
}
