using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;

namespace MLNetDeep.Cli.Tasks;

/// <summary>One of two classes, of which the second by name is what is predicted.</summary>
internal sealed class BinaryCommand : CommandTask
{
    public override string Key => "binary";

    public override IReadOnlyList<string> Compared => ["Accuracy", "AreaUnderRocCurve", "LogLoss", "ExpectedCalibrationError"];

    public override IReadOnlyDictionary<string, string> InHistory { get; } = new Dictionary<string, string> { ["Accuracy"] = "Accuracy" };

    public override IReadOnlyDictionary<string, Baseline> Baselines { get; } = new Dictionary<string, Baseline>(StringComparer.OrdinalIgnoreCase)
    {
        ["lightgbm"] = (ml, label, features) => ml.BinaryClassification.Trainers.LightGbm(label, features),
        ["fasttree"] = (ml, label, features) => ml.BinaryClassification.Trainers.FastTree(label, features),
        ["sdca"] = (ml, label, features) => Scaled(ml, features, ml.BinaryClassification.Trainers.SdcaLogisticRegression(label, features)),
        ["lbfgs"] = (ml, label, features) => Scaled(ml, features, ml.BinaryClassification.Trainers.LbfgsLogisticRegression(label, features)),
    };

    public override string[] Classes(IDataView data, string label)
    {
        string[] classes = [.. data.GetColumn<string>(label).Distinct().Order(StringComparer.Ordinal)];
        return classes.Length == 2
            ? classes
            : throw new CommandException($"Column '{label}' has {classes.Length} different values, but --task binary wants 2: "
                + $"{string.Join(", ", classes.Take(5))}{(classes.Length > 5 ? ", …" : "")}.");
    }

    public override void CheckClasses(IDataView data, string label, string[] known)
    {
        string[] unknown = [.. data.GetColumn<string>(label).Distinct().Except(known).Order(StringComparer.Ordinal)];
        if (unknown.Length > 0)
            throw new CommandException($"Column '{label}' has what the model does not know: {string.Join(", ", unknown.Take(5).Select(u => $"'{u}'"))}"
                + $"{(unknown.Length > 5 ? ", …" : "")}. It knows {string.Join(", ", known)}.");
    }

    public override ITransformer FitLabels(MLContext ml, IDataView data, InputColumns columns, string[]? classes = null)
    {
        string isTrue = (classes ?? Classes(data, columns.Label))[1];
        var (from, to) = (SchemaDefinition.Create(typeof(TextLabel)), SchemaDefinition.Create(typeof(FlagLabel)));
        from[0].ColumnName = columns.Label;
        to[0].ColumnName = columns.Label;
        return ml.Transforms.CustomMapping<TextLabel, FlagLabel>((text, flag) => flag.Value = text.Value == isTrue, null, from, to).Fit(data);
    }

    public override DeepTaskCatalog Catalog(DeepCatalog deep) => deep.BinaryClassification;

    public override Dictionary<string, double> Evaluate(MLContext ml, IDataView scored, string label) => Values(
        ml.BinaryClassification.Evaluate(scored, label), ml.Deep().BinaryClassification.EvaluateCalibration(scored, label));

    private sealed class TextLabel
    {
        public string Value { get; set; } = "";
    }

    private sealed class FlagLabel
    {
        public bool Value { get; set; }
    }
}
