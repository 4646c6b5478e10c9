using Microsoft.ML;

namespace MLNetDeep.AutoML;

/// <summary>One of several classes.</summary>
internal sealed class MulticlassPredictionTask(string labelColumnName) : PredictionTask(labelColumnName)
{
    public override string Key => "multiclass";

    public override Objective DefaultObjective { get; } = new("MicroAccuracy", true);

    public override Objective ReportedMetric { get; } = new("MicroAccuracy", true);

    public override IReadOnlyList<Objective> Compared { get; } = [new("MicroAccuracy", true), new("MacroAccuracy", true), new("LogLoss", false)];

    internal override string InHistory => "ValidationAccuracy";

    internal override IReadOnlyList<ClassicalTrainer> Classical => ClassicalTrainers.Multiclass;

    internal override DeepTaskCatalog Catalog(DeepCatalog deep) => deep.MulticlassClassification;

    private protected override Dictionary<string, double> Measure(MLContext ml, IDataView scored) => MetricValues.Of(
        ml.MulticlassClassification.Evaluate(scored, LabelColumnName), ml.Deep().MulticlassClassification.EvaluateCalibration(scored, LabelColumnName));
}
