using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML;

/// <summary>One of two classes, of which the positive one is what is predicted.</summary>
internal sealed class BinaryPredictionTask(string labelColumnName) : PredictionTask(labelColumnName)
{
    public override string Key => "binary";

    public override Objective DefaultObjective { get; } = new("Accuracy", true);

    public override Objective ReportedMetric { get; } = new("Accuracy", true);

    public override IReadOnlyList<Objective> Compared { get; } =
        [new("Accuracy", true), new("AreaUnderRocCurve", true), new("LogLoss", false), new("ExpectedCalibrationError", false)];

    internal override string InHistory => "ValidationAccuracy";

    internal override IReadOnlyList<ClassicalTrainer> Classical => ClassicalTrainers.Binary;

    internal override DeepTaskCatalog Catalog(DeepCatalog deep) => deep.BinaryClassification;

    private protected override Dictionary<string, double> Measure(MLContext ml, IDataView scored)
    {
        bool[] labels = [.. scored.GetColumn<bool>(LabelColumnName)];
        bool hasProbability = scored.Schema.GetColumnOrNull("Probability") is not null;
        // ML.NET throws where one of the classes is missing: what is defined all the same is counted here.
        if (hasProbability && (labels.Length == 0 || !labels.Contains(true) || !labels.Contains(false)))
            return OneClass.Evaluate(scored, labels);
        if (!hasProbability)
            return MetricValues.Of(ml.BinaryClassification.EvaluateNonCalibrated(scored, LabelColumnName));
        Dictionary<string, double> values = MetricValues.Of(
            ml.BinaryClassification.Evaluate(scored, LabelColumnName), ml.Deep().BinaryClassification.EvaluateCalibration(scored, LabelColumnName));
        // ML.NET counts in bits here, and in nats for several classes.
        values["LogLoss"] *= Math.Log(2);
        return values;
    }
}
