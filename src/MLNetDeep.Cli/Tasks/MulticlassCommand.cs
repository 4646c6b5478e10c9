using Microsoft.ML;
using Microsoft.ML.Transforms;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;

namespace MLNetDeep.Cli.Tasks;

/// <summary>One of several classes.</summary>
internal sealed class MulticlassCommand : CommandTask
{
    public override string Key => "multiclass";

    public override IReadOnlyDictionary<string, string> InHistory { get; } =
        new Dictionary<string, string> { ["Accuracy"] = "MicroAccuracy", ["Loss"] = "LogLoss" };

    public override ITransformer FitLabels(MLContext ml, IDataView data, InputColumns columns, string[]? classes = null)
    {
        if (classes is { Length: 0 })
            throw new CommandException("The model does not say the names of its classes.");
        IDataView? keys = classes is null ? null : ml.Data.LoadFromEnumerable(classes.Select(name => new ClassName { Value = name }));
        return ml.Transforms.Conversion.MapValueToKey(
            columns.LabelColumn, keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue, keyData: keys).Fit(data);
    }

    public override DeepTaskCatalog Catalog(DeepCatalog deep) => deep.MulticlassClassification;

    public override IEstimator<ITransformer> Names(MLContext ml) => ml.Transforms.Conversion.MapKeyToValue("PredictedLabel");

    private sealed class ClassName
    {
        public string Value { get; set; } = "";
    }
}
