using Microsoft.ML;

namespace MLNetDeep.AutoML;

/// <summary>Any number of labels at once.</summary>
internal sealed class MultiLabelPredictionTask(string labelColumnName) : PredictionTask(labelColumnName)
{
    public override string Key => "multilabel";

    public override Objective DefaultObjective { get; } = new("MicroF1", true);

    public override Objective ReportedMetric { get; } = new("LabelAccuracy", true);

    public override IReadOnlyList<Objective> Compared { get; } = [new("MicroF1", true), new("MacroF1", true), new("HammingLoss", false), new("LogLoss", false)];

    internal override string InHistory => "ValidationLabelAccuracy";

    // ML.NET has no trainers for several labels at once.
    internal override IReadOnlyList<ClassicalTrainer> Classical => [];

    internal override DeepTaskCatalog Catalog(DeepCatalog deep) => deep.MultiLabelClassification;

    private protected override Dictionary<string, double> Measure(MLContext ml, IDataView scored) =>
        MetricValues.Of(ml.Deep().MultiLabelClassification.Evaluate(scored, LabelColumnName));
}
