using Microsoft.ML;
using MLNetDeep.Data;

namespace MLNetDeep.AutoML.Comparisons;

/// <summary>Fits and measures every contender on every fold.</summary>
internal sealed class ComparisonRun(DeepCatalog deep, PredictionTask task, IReadOnlyList<Contender> contenders, ComparisonOptions options)
{
    private int _done;

    public Comparison Run(IDataView data)
    {
        options.Check(contenders);
        if (options.Metric is { } metric)
            ComparedMetrics.Named(task, metric);
        FeatureColumns features = FeatureColumns.Of(data.Schema, options.FeatureColumnNames, [.. new[] { task.LabelColumnName, options.GroupColumnName, options.TimeColumnName }.OfType<string>()], options.ImageColumnName, options.TextColumnNames, options.Graph, options.Sound);
        int rows = RowValues.Count(data);
        IReadOnlyList<FoldPlan> plans = FoldPlan.All(deep, task, data, rows, options);
        var run = new FoldRun(deep.Context, task, features, options);
        ContenderMeasurement[] measured = [.. contenders.Select(contender => Measure(run, contender, plans, data))];
        return new Judgement(task, options, plans, Units(data, rows)).Of(measured);
    }

    private ContenderMeasurement Measure(FoldRun run, Contender contender, IReadOnlyList<FoldPlan> plans, IDataView data)
    {
        List<FoldMeasurement> folds = [];
        (long? Bytes, string? Reason) size = (null, null);
        foreach (FoldPlan plan in plans)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            try
            {
                folds.Add(run.Measure(contender, plan, (ml, model) => size = plan == plans[^1] ? ModelSize.Of(ml, model, data.Schema) : size));
            }
            // A contender that fails is a row of the table, whatever it throws; a cancelled one ends the comparison.
            catch (Exception e)
            {
                if (options.CancellationToken.IsCancellationRequested)
                    throw new OperationCanceledException("The comparison was cancelled.", e, options.CancellationToken);
                string failure = $"fold {folds.Count + 1} of {plans.Count}: {Readable(e).Message}";
                _done += plans.Count - folds.Count;
                Tell(contender, folds.Count + 1, plans.Count, double.NaN, double.NaN, failure);
                return new ContenderMeasurement(contender, folds, null, null, failure);
            }
            _done++;
            ComparisonFold last = folds[^1].Result;
            Tell(contender, folds.Count, plans.Count, last.Metrics.GetValueOrDefault(options.Metric ?? task.Compared[0].Metric, double.NaN), last.TrainingSeconds, null, last.Tuning);
        }
        return new ContenderMeasurement(contender, folds, size.Bytes, size.Reason, null);
    }

    private void Tell(Contender contender, int fit, int fits, double value, double seconds, string? failure, FoldTuning? tuning = null) => options.Progress?.Report(
        new ComparisonProgress(contender.Key, fit, fits, _done, fits * contenders.Count, options.Metric ?? task.Compared[0].Metric, value, seconds, failure) { Tuning = tuning });

    // What is drawn together in the bootstrap.
    private int[] Units(IDataView data, int rows)
    {
        if (options.GroupColumnName is null)
            return [.. Enumerable.Range(0, rows)];
        var numbers = new Dictionary<ulong, int>();
        return Array.ConvertAll(RowValues.Keys(data, options.GroupColumnName), key => numbers.TryGetValue(key, out int number) ? number : numbers[key] = numbers.Count);
    }

    private static Exception Readable(Exception e) => e is AggregateException or System.Reflection.TargetInvocationException && e.InnerException is { } inner ? Readable(inner) : e;
}
