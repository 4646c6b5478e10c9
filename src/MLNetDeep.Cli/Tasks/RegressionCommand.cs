using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Cli.Data;

namespace MLNetDeep.Cli.Tasks;

/// <summary>A number, several, or quantiles of one.</summary>
internal sealed class RegressionCommand : CommandTask
{
    public override string Key => "regression";

    public override bool HasNumericLabel => true;

    public override IReadOnlyDictionary<string, string> InHistory { get; } = new Dictionary<string, string>
    {
        ["MeanAbsoluteError"] = "MeanAbsoluteError",
        ["RootMeanSquaredError"] = "RootMeanSquaredError",
        ["Coverage"] = "Coverage",
    };

    // One number is read as trainers take it.
    public override ITransformer FitLabels(MLContext ml, IDataView data, InputColumns columns, string[]? classes = null) => columns.Targets.Count > 0
        ? ml.Transforms.Concatenate(columns.LabelColumn, [.. columns.Targets]).Fit(data)
        : new TransformerChain<ITransformer>();

    public override DeepTaskCatalog Catalog(DeepCatalog deep) => deep.Regression;
}
