using Microsoft.ML.AutoML;

namespace MLNetDeep.AutoML.Experiments;

/// <summary>The metric of an experiment: its direction, and where a network's epochs tell it.</summary>
internal sealed class Measure
{
    private readonly string _metric;

    private Measure(string metric, bool maximize)
    {
        _metric = metric;
        Objective = new Objective(metric, maximize);
        Reported = NameInEpochs() is null ? new Objective("ValidationLoss", Maximize: false) : Objective;
    }

    /// <summary>What the experiment is after.</summary>
    public Objective Objective { get; }

    /// <summary>What the reports of epochs are about: the same, or the validation loss where epochs do not measure it.</summary>
    public Objective Reported { get; }

    // The library takes the reduction of log-loss for something to make small.
    public static Measure Of(IMetricManager? metric) =>
        metric is null ? new("Loss", false) : new(metric.MetricName, metric.IsMaximize || metric.MetricName == nameof(MulticlassClassificationMetric.LogLossReduction));

    public double Loss(double value) => Objective.Maximize ? -value : value;

    public double Value(double loss) => Objective.Maximize ? -loss : loss;

    /// <summary>What an epoch measured on the network's validation rows; null where it has none.</summary>
    public double? Of(EpochResult epoch)
    {
        if (!epoch.Metrics.TryGetValue(NameInEpochs() ?? "ValidationLoss", out double value))
            return null;
        return _metric == nameof(RegressionMetric.MeanSquaredError) ? value * value : value;
    }

    private string? NameInEpochs() => _metric switch
    {
        nameof(BinaryClassificationMetric.Accuracy) or nameof(MulticlassClassificationMetric.MicroAccuracy) => "ValidationAccuracy",
        nameof(RegressionMetric.MeanAbsoluteError) => "ValidationMeanAbsoluteError",
        nameof(RegressionMetric.RootMeanSquaredError) or nameof(RegressionMetric.MeanSquaredError) => "ValidationRootMeanSquaredError",
        _ => null,
    };
}
