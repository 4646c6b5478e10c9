using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML;

/// <summary>A number, several, or quantiles of one.</summary>
internal sealed class RegressionPredictionTask(string labelColumnName) : PredictionTask(labelColumnName)
{
    public override string Key => "regression";

    public override Objective DefaultObjective { get; } = new("RootMeanSquaredError", false);

    public override Objective ReportedMetric { get; } = new("RootMeanSquaredError", false);

    public override IReadOnlyList<Objective> Compared { get; } = [new("RSquared", true), new("MeanAbsoluteError", false), new("RootMeanSquaredError", false)];

    internal override string InHistory => "ValidationRootMeanSquaredError";

    internal override IReadOnlyList<ClassicalTrainer> Classical => ClassicalTrainers.Regression;

    internal override DeepTaskCatalog Catalog(DeepCatalog deep) => deep.Regression;

    private protected override Dictionary<string, double> Measure(MLContext ml, IDataView scored)
    {
        if (scored.Schema[LabelColumnName].Type is VectorDataViewType)
            return MetricValues.Of(ml.Deep().Regression.EvaluateTargets(scored, LabelColumnName));
        return scored.Schema["Score"].Type is VectorDataViewType
            ? MetricValues.Of(ml.Deep().Regression.EvaluateQuantiles(scored, LabelColumnName))
            : MetricValues.Of(ml.Regression.Evaluate(scored, LabelColumnName));
    }
}
