using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML.Comparisons;

/// <summary>Fits a contender on one fold and measures the model.</summary>
internal sealed class FoldRun(MLContext caller, PredictionTask task, FeatureColumns features, ComparisonOptions options)
{
    // What models add and evaluators read.
    private static readonly string[] _outputs = ["Score", "Probability", "PredictedLabel"];

    private readonly ContenderTuner _tuner = new(task, features, options);

    /// <summary>Measures one fold.</summary>
    /// <param name="contender">The contender.</param>
    /// <param name="plan">The fold.</param>
    /// <param name="use">Is given the model, with what makes the context that it is of, before it is let go.</param>
    public FoldMeasurement Measure(Contender contender, FoldPlan plan, Action<MLContext, ITransformer> use)
    {
        // A context of its own: what a trainer draws does not depend on those before it.
        using var log = new ForwardedLog(caller, plan.Seed);
        FoldTuning? tuning = _tuner.Tune(log.Context, contender, plan);
        IEstimator<ITransformer> pipeline = contender.Create(Context(log.Context, contender, plan, tuning));
        (ITransformer model, double seconds, long peak, long growth) = Fit(pipeline, plan);
        try
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            FoldMeasurement measured = Score(log.Context, model, plan, seconds, peak, growth);
            measured = measured with { Result = measured.Result with { Tuning = tuning } };
            use(log.Context, model);
            return measured;
        }
        finally
        {
            (model as IDisposable)?.Dispose();
        }
    }

    private TrialContext Context(MLContext ml, Contender contender, FoldPlan plan, FoldTuning? tuning) =>
        new(ml, task, tuning?.Configuration ?? options.Configurations.GetValueOrDefault(contender.Key, Configuration.Empty), plan.Seed, options.CancellationToken) { Threads = options.Threads, Features = features };

    private static (ITransformer Model, double Seconds, long Peak, long Growth) Fit(IEstimator<ITransformer> pipeline, FoldPlan plan)
    {
        // What earlier contenders no longer need would be counted.
        GC.Collect();
        using var memory = new MemoryWatch();
        var watch = Stopwatch.StartNew();
        ITransformer model = pipeline.Fit(plan.Rows.TrainSet);
        return (model, watch.Elapsed.TotalSeconds, memory.Peak, memory.Growth);
    }

    private FoldMeasurement Score(MLContext ml, ITransformer model, FoldPlan plan, double seconds, long peak, long growth)
    {
        // Rows in memory: reading files is not what is timed. Images stay where they are, for they are let go once they are read.
        IDataView rows = features.Picture is null ? ml.Data.Cache(plan.Rows.TestSet) : plan.Rows.TestSet;
        IDataView scored = Kept(ml, model.Transform(rows));
        IReadOnlyDictionary<string, double> metrics = task.Evaluate(ml, scored);
        var fold = new ComparisonFold(plan.Repeat, plan.Fold, plan.TrainRows, plan.TestRows.Length)
        {
            Metrics = metrics,
            TrainingSeconds = seconds,
            ScoringMicrosecondsPerRow = ScoringTimes.InBulk(model, rows),
            SingleRowMicroseconds = ScoringTimes.OneByOne(model, rows),
            PeakMemoryBytes = peak,
            MemoryGrowthBytes = growth,
        };
        return new FoldMeasurement(fold, RowMetrics.Of(task, scored, plan.TestRows, metrics));
    }

    // Evaluators go through the rows several times: they are scored once.
    private IDataView Kept(MLContext ml, IDataView scored)
    {
        string[] columns = [.. _outputs.Where(name => scored.Schema.GetColumnOrNull(name) is not null).Prepend(task.LabelColumnName)];
        return ml.Data.Cache(ml.Transforms.SelectColumns(columns).Fit(scored).Transform(scored));
    }
}
