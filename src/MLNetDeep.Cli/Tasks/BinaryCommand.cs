using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Cli.Data;

namespace MLNetDeep.Cli.Tasks;

/// <summary>One of two classes, of which the positive one is what is predicted.</summary>
internal sealed class BinaryCommand : CommandTask
{
    public override string Key => "binary";

    public override IReadOnlyDictionary<string, string> InHistory { get; } = new Dictionary<string, string> { ["Accuracy"] = "Accuracy" };

    public override (string[] Classes, string Why) Classes(LabelScan labels, string label, string? positive) => Positive.Find(labels, label, positive);

    public override ITransformer FitLabels(MLContext ml, IDataView data, InputColumns columns, string[]? classes = null)
    {
        string isTrue = (classes ?? throw new ArgumentNullException(nameof(classes)))[1];
        var (from, to) = (SchemaDefinition.Create(typeof(TextLabel)), SchemaDefinition.Create(typeof(FlagLabel)));
        from[0].ColumnName = columns.LabelColumn;
        to[0].ColumnName = columns.LabelColumn;
        return ml.Transforms.CustomMapping<TextLabel, FlagLabel>((text, flag) => flag.Value = text.Value == isTrue, null, from, to).Fit(data);
    }

    public override DeepTaskCatalog Catalog(DeepCatalog deep) => deep.BinaryClassification;

    private sealed class TextLabel
    {
        public string Value { get; set; } = "";
    }

    private sealed class FlagLabel
    {
        public bool Value { get; set; }
    }
}
