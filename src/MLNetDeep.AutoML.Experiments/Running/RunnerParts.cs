using Microsoft.ML;
using Microsoft.ML.AutoML;
using MicrosoftSpace = Microsoft.ML.SearchSpace.SearchSpace;

namespace MLNetDeep.AutoML.Experiments;

/// <summary>What a runner takes from the experiment.</summary>
internal sealed class RunnerParts
{
    public const string PipelineKey = "_pipeline_";
    private readonly IDatasetManager _data;

    private RunnerParts(MLContext context, SweepablePipeline pipeline, IDatasetManager data, IEvaluateMetricManager metric, MicrosoftSpace space)
    {
        (Context, Pipeline, _data, Metric, SearchSpace) = (context, pipeline, data, metric, space);
        Measure = Measure.Of(metric);
    }

    public MLContext Context { get; }

    public SweepablePipeline Pipeline { get; }

    public IEvaluateMetricManager Metric { get; }

    public Measure Measure { get; }

    public MicrosoftSpace SearchSpace { get; }

    /// <summary>Takes them, or says all that is missing.</summary>
    public static RunnerParts Of(IServiceProvider services)
    {
        var pipeline = services.Find<SweepablePipeline>();
        var data = services.Find<IDatasetManager>();
        var metric = services.Find<IEvaluateMetricManager>();
        string[] missing =
        [
            .. pipeline is null ? ["SetPipeline"] : Array.Empty<string>(),
            .. data is null ? ["SetDataset"] : Array.Empty<string>(),
            .. metric is null ? ["SetRegressionMetric, SetBinaryClassificationMetric or SetMulticlassClassificationMetric"] : Array.Empty<string>(),
        ];
        if (missing.Length > 0)
            throw new InvalidOperationException($"SetDeepTrialRunner needs, before the run: {string.Join("; ", missing)}.");
        return new(services.Find<MLContext>()!, pipeline!, data!, metric!, services.Find<AutoMLExperiment.AutoMLExperimentSettings>()!.SearchSpace);
    }

    /// <summary>The rows of a trial: one split, or as many as there are folds.</summary>
    public IReadOnlyList<(IDataView Train, IDataView Validation)> Splits(TrialSettings settings) => _data switch
    {
        ITrainValidateDatasetManager rows => [(rows.LoadTrainDataset(Context, settings), rows.LoadValidateDataset(Context, settings))],
        ICrossValidateDatasetManager folds =>
            [.. Context.Data.CrossValidationSplit(folds.Dataset, folds.Fold, folds.SamplingKeyColumnName).Select(split => (split.TrainSet, split.TestSet))],
        _ => throw new NotSupportedException($"The data is a {_data.GetType().Name}, but must have training and validation rows, or folds."),
    };
}

/// <summary>Asks an experiment for its parts.</summary>
internal static class Services
{
    public static T? Find<T>(this IServiceProvider services)
        where T : class => (T?)services.GetService(typeof(T));
}
