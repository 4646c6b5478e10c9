using Microsoft.ML;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;

namespace MLNetDeep.Cli.Tasks;

/// <summary>Any number of labels at once: a column of 0 and 1 for each.</summary>
internal sealed class MultiLabelCommand : CommandTask
{
    public override string Key => "multilabel";

    public override bool HasNumericLabel => true;

    public override IReadOnlyDictionary<string, string> InHistory { get; } =
        new Dictionary<string, string> { ["LabelAccuracy"] = "LabelAccuracy", ["Loss"] = "LogLoss" };

    public override ITransformer FitLabels(MLContext ml, IDataView data, InputColumns columns, string[]? classes = null) => columns.Targets.Count > 0
        ? ml.Transforms.Concatenate(columns.LabelColumn, [.. columns.Targets]).Fit(data)
        : throw new UsageException("--task multilabel wants a column of 0 and 1 for each label: --label a,b,c.");

    public override DeepTaskCatalog Catalog(DeepCatalog deep) => deep.MultiLabelClassification;
}
