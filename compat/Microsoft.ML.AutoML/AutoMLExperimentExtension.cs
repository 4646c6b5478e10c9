using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.ML.AutoML;

public static class AutoMLExperimentExtension
{
    /// <summary>The pipeline, with a tuner, a runner and a monitor of its own: those set before count no longer.</summary>
    public static AutoMLExperiment SetPipeline(this AutoMLExperiment experiment, SweepablePipeline pipeline)
    {
        experiment.AddSearchSpace(SweepablePipelineRunner.Key, pipeline.SearchSpace);
        experiment.Services.AddSingleton(pipeline);
        return experiment.SetTuner<DefaultTuner>().SetTrialRunner<SweepablePipelineRunner>().SetMonitor<QuietMonitor>();
    }

    public static AutoMLExperiment SetDataset(this AutoMLExperiment experiment, DataOperationsCatalog.TrainTestData trainValidationSplit) =>
        SetDataset(experiment, trainValidationSplit.TrainSet, trainValidationSplit.TestSet);

    public static AutoMLExperiment SetDataset(this AutoMLExperiment experiment, IDataView train, IDataView validation, bool subSamplingTrainDataset = false) => subSamplingTrainDataset
        ? throw new NotSupportedException("Training on samples is not in this stand-in.")
        : Set<IDatasetManager>(experiment, new TrainValidateData(train, validation));

    public static AutoMLExperiment SetDataset(this AutoMLExperiment experiment, IDataView dataset, int fold = 10, string samplingKeyColumnName = null) =>
        Set<IDatasetManager>(experiment, new CrossValidateData { Dataset = dataset, Fold = fold, SamplingKeyColumnName = samplingKeyColumnName });

    public static AutoMLExperiment SetBinaryClassificationMetric(
        this AutoMLExperiment experiment, BinaryClassificationMetric metric, string labelColumn = "label", string predictedColumn = "PredictedLabel") =>
        SetMetric(experiment, new BinaryMetric(metric, labelColumn, predictedColumn));

    public static AutoMLExperiment SetMulticlassClassificationMetric(
        this AutoMLExperiment experiment, MulticlassClassificationMetric metric, string labelColumn = "label", string predictedColumn = "PredictedLabel") =>
        SetMetric(experiment, new MulticlassMetric(metric, labelColumn, predictedColumn));

    public static AutoMLExperiment SetRegressionMetric(this AutoMLExperiment experiment, RegressionMetric metric, string labelColumn = "Label", string scoreColumn = "Score") =>
        SetMetric(experiment, new NumberMetric(metric, labelColumn, scoreColumn));

    private static AutoMLExperiment SetMetric(AutoMLExperiment experiment, IEvaluateMetricManager metric) => Set<IMetricManager>(Set(experiment, metric), metric);

    private static AutoMLExperiment Set<T>(AutoMLExperiment experiment, T service)
        where T : class
    {
        experiment.Services.AddSingleton(service);
        return experiment;
    }
}

internal sealed class TrainValidateData(IDataView train, IDataView validation) : ITrainValidateDatasetManager
{
    public IDataView LoadTrainDataset(MLContext context, TrialSettings settings) => train;

    public IDataView LoadValidateDataset(MLContext context, TrialSettings settings) => validation;
}

internal sealed class CrossValidateData : ICrossValidateDatasetManager
{
    public int Fold { get; set; }

    public IDataView Dataset { get; set; }

    public string SamplingKeyColumnName { get; set; }
}

internal sealed class QuietMonitor : IMonitor
{
    public void ReportRunningTrial(TrialSettings settings)
    {
    }

    public void ReportCompletedTrial(TrialResult result)
    {
    }

    public void ReportBestTrial(TrialResult result)
    {
    }

    public void ReportFailTrial(TrialSettings settings, Exception exception = null)
    {
    }
}
