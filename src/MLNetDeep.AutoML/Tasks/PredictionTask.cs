using Microsoft.ML;

namespace MLNetDeep.AutoML;

/// <summary>What is asked of the models of a sweep or a comparison: a label, the metrics that they are measured by, and the trainers that suit.</summary>
public abstract class PredictionTask
{
    private protected PredictionTask(string labelColumnName)
    {
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        LabelColumnName = labelColumnName;
    }

    /// <summary>The keys of all tasks: <c>binary</c>, <c>multiclass</c>, <c>multilabel</c>, <c>regression</c>.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["binary", "multiclass", "multilabel", "regression"];

    /// <summary>The name on the command line and in files.</summary>
    public abstract string Key { get; }

    /// <summary>The label: Boolean for binary, a key for multiclass, a vector of 0 and 1 for multi-label, a number for regression.</summary>
    public string LabelColumnName { get; }

    /// <summary>What a sweep is after where nothing else is said: the accuracy, the micro F1 score, or the root of the mean squared error.</summary>
    public abstract Objective DefaultObjective { get; }

    /// <summary>What networks report on their validation rows after each epoch: what <see cref="TrialReport.Value"/> is.</summary>
    public abstract Objective ReportedMetric { get; }

    /// <summary>The metrics of a comparison; the first is the main one.</summary>
    public abstract IReadOnlyList<Objective> Compared { get; }

    /// <summary>True or false: the label is Boolean.</summary>
    public static PredictionTask Binary(string labelColumnName = "Label") => new BinaryPredictionTask(labelColumnName);

    /// <summary>One of several classes: the label is a key.</summary>
    public static PredictionTask Multiclass(string labelColumnName = "Label") => new MulticlassPredictionTask(labelColumnName);

    /// <summary>Any number of labels at once: the label is a vector of 0 and 1.</summary>
    public static PredictionTask MultiLabel(string labelColumnName = "Label") => new MultiLabelPredictionTask(labelColumnName);

    /// <summary>A number, or several: the label is of type Single, alone or in a vector.</summary>
    public static PredictionTask Regression(string labelColumnName = "Label") => new RegressionPredictionTask(labelColumnName);

    /// <summary>The task of a key.</summary>
    /// <exception cref="ArgumentException">There is no such task; the message lists them.</exception>
    public static PredictionTask Get(string key, string labelColumnName = "Label") => key switch
    {
        "binary" => Binary(labelColumnName),
        "multiclass" => Multiclass(labelColumnName),
        "multilabel" => MultiLabel(labelColumnName),
        "regression" => Regression(labelColumnName),
        _ => throw new ArgumentException($"Unknown task '{key}'. Tasks are {string.Join(", ", Keys)}.", nameof(key)),
    };

    /// <summary>Every metric of scored rows, under the names that ML.NET gives them; NaN where one is not defined on these rows.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="scored">Rows with the label, and the columns that a model of this task adds.</param>
    /// <exception cref="InvalidOperationException">A score is not a finite number: ML.NET's evaluators would skip such rows.</exception>
    public IReadOnlyDictionary<string, double> Evaluate(MLContext ml, IDataView scored)
    {
        ArgumentNullException.ThrowIfNull(ml);
        ArgumentNullException.ThrowIfNull(scored);
        ScoreCheck.Finite(scored);
        return Measure(ml, scored);
    }

    /// <summary>The networks of this task.</summary>
    internal abstract DeepTaskCatalog Catalog(DeepCatalog deep);

    /// <summary>Trainers of ML.NET's own, by key.</summary>
    internal abstract IReadOnlyList<ClassicalTrainer> Classical { get; }

    /// <summary>The name of a metric that a network's history has on the validation rows, for <see cref="ReportedMetric"/>.</summary>
    internal abstract string InHistory { get; }

    private protected abstract Dictionary<string, double> Measure(MLContext ml, IDataView scored);
}
