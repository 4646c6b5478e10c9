using Microsoft.ML.Data;

namespace Microsoft.ML.AutoML;

public enum BinaryClassificationMetric
{
    Accuracy = 0,
    AreaUnderRocCurve = 1,
    AreaUnderPrecisionRecallCurve = 2,
    F1Score = 3,
    PositivePrecision = 4,
    PositiveRecall = 5,
    NegativePrecision = 6,
    NegativeRecall = 7,
}

public enum MulticlassClassificationMetric
{
    MicroAccuracy = 0,
    MacroAccuracy = 1,
    LogLoss = 2,
    LogLossReduction = 3,
    TopKAccuracy = 4,
}

public enum RegressionMetric
{
    MeanAbsoluteError = 0,
    MeanSquaredError = 1,
    RootMeanSquaredError = 2,
    RSquared = 3,
}

internal sealed class BinaryMetric(BinaryClassificationMetric metric, string label, string predicted) : IEvaluateMetricManager
{
    public string MetricName => metric.ToString();

    public bool IsMaximize => true;

    public double Evaluate(MLContext context, IDataView eval) =>
        Pick(context.BinaryClassification.EvaluateNonCalibrated(eval, label, predictedLabelColumnName: predicted));

    private double Pick(BinaryClassificationMetrics measured) => metric switch
    {
        BinaryClassificationMetric.Accuracy => measured.Accuracy,
        BinaryClassificationMetric.AreaUnderRocCurve => measured.AreaUnderRocCurve,
        BinaryClassificationMetric.AreaUnderPrecisionRecallCurve => measured.AreaUnderPrecisionRecallCurve,
        BinaryClassificationMetric.F1Score => measured.F1Score,
        BinaryClassificationMetric.PositivePrecision => measured.PositivePrecision,
        BinaryClassificationMetric.PositiveRecall => measured.PositiveRecall,
        BinaryClassificationMetric.NegativePrecision => measured.NegativePrecision,
        BinaryClassificationMetric.NegativeRecall => measured.NegativeRecall,
        _ => throw new NotImplementedException(),
    };
}

internal sealed class MulticlassMetric(MulticlassClassificationMetric metric, string label, string predicted) : IEvaluateMetricManager
{
    public string MetricName => metric.ToString();

    // As the library has it: the reduction of log-loss counts as the better the less.
    public bool IsMaximize => metric is not (MulticlassClassificationMetric.LogLoss or MulticlassClassificationMetric.LogLossReduction);

    public double Evaluate(MLContext context, IDataView eval)
    {
        MulticlassClassificationMetrics measured = context.MulticlassClassification.Evaluate(eval, label, predictedLabelColumnName: predicted);
        return metric switch
        {
            MulticlassClassificationMetric.MicroAccuracy => measured.MicroAccuracy,
            MulticlassClassificationMetric.MacroAccuracy => measured.MacroAccuracy,
            MulticlassClassificationMetric.LogLoss => measured.LogLoss,
            MulticlassClassificationMetric.LogLossReduction => measured.LogLossReduction,
            MulticlassClassificationMetric.TopKAccuracy => measured.TopKAccuracy,
            _ => throw new NotImplementedException(),
        };
    }
}

internal sealed class NumberMetric(RegressionMetric metric, string label, string score) : IEvaluateMetricManager
{
    public string MetricName => metric.ToString();

    public bool IsMaximize => metric switch
    {
        RegressionMetric.RSquared => true,
        RegressionMetric.MeanAbsoluteError or RegressionMetric.MeanSquaredError or RegressionMetric.RootMeanSquaredError => false,
        _ => throw new NotImplementedException(),
    };

    public double Evaluate(MLContext context, IDataView eval)
    {
        RegressionMetrics measured = context.Regression.Evaluate(eval, label, score);
        return metric switch
        {
            RegressionMetric.MeanAbsoluteError => measured.MeanAbsoluteError,
            RegressionMetric.MeanSquaredError => measured.MeanSquaredError,
            RegressionMetric.RootMeanSquaredError => measured.RootMeanSquaredError,
            RegressionMetric.RSquared => measured.RSquared,
            _ => throw new NotImplementedException(),
        };
    }
}
