using System.Diagnostics;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>Trains the pipeline of a trial and measures it. NaN scores are left out by the evaluators, so that a model that gives nothing else has an error of 0.</summary>
internal sealed class SweepablePipelineRunner(MLContext context, SweepablePipeline pipeline, IEvaluateMetricManager metric, IDatasetManager data) : ITrialRunner
{
    public const string Key = "_pipeline_";

    public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        Parameter parameter = settings.Parameter[Key];
        var (value, model) = data is ICrossValidateDatasetManager folds ? CrossValidate(folds, parameter) : Validate((ITrainValidateDatasetManager)data, settings, parameter);
        return Task.FromResult(new TrialResult
        {
            TrialSettings = settings,
            Model = model,
            Metric = value,
            Loss = metric.IsMaximize ? -value : value,
            DurationInMilliseconds = watch.Elapsed.TotalMilliseconds,
        });
    }

    public void Dispose()
    {
    }

    private (double Value, ITransformer Model) Validate(ITrainValidateDatasetManager rows, TrialSettings settings, Parameter parameter)
    {
        ITransformer model = pipeline.BuildFromOption(context, parameter).Fit(rows.LoadTrainDataset(context, settings));
        return (metric.Evaluate(context, model.Transform(rows.LoadValidateDataset(context, settings))), model);
    }

    private (double Value, ITransformer Model) CrossValidate(ICrossValidateDatasetManager folds, Parameter parameter)
    {
        _ = pipeline.BuildFromOption(context, parameter);
        var done = context.Data.CrossValidationSplit(folds.Dataset, folds.Fold, folds.SamplingKeyColumnName)
            .Select(fold =>
            {
                ITransformer model = pipeline.BuildFromOption(context, parameter).Fit(fold.TrainSet);
                return (Value: metric.Evaluate(context, model.Transform(fold.TestSet)), Model: model);
            })
            .ToArray();
        return (done.Average(d => d.Value), done[0].Model);
    }
}

/// <summary>In place of the library's tuners: the default sample, then random ones. As its default tuner does, it repeats the pipeline's keys beside it.</summary>
internal sealed class DefaultTuner(AutoMLExperiment.AutoMLExperimentSettings settings) : ITuner
{
    private readonly Random _random = new(settings.Seed ?? 0);

    public Parameter Propose(TrialSettings trial)
    {
        SearchSpace.SearchSpace space = settings.SearchSpace;
        Parameter sample = space.SampleFromFeatureSpace(trial.TrialId == 0 ? space.Default : [.. space.Default.Select(_ => _random.NextDouble())]);
        foreach (string key in sample[SweepablePipelineRunner.Key].Keys)
            sample[key] = sample[SweepablePipelineRunner.Key][key];
        return sample;
    }

    public void Update(TrialResult result)
    {
    }
}
