namespace Microsoft.ML.Data;

/// <summary>How well a classifier of several classes does.</summary>
public sealed class MulticlassClassificationMetrics
{
    internal MulticlassClassificationMetrics(
        double microAccuracy,
        double macroAccuracy,
        double logLoss,
        double logLossReduction,
        int topKPredictionCount,
        double[]? topKAccuracies,
        double[] perClassLogLoss,
        ConfusionMatrix confusionMatrix)
    {
        MicroAccuracy = microAccuracy;
        MacroAccuracy = macroAccuracy;
        LogLoss = logLoss;
        LogLossReduction = logLossReduction;
        TopKPredictionCount = topKPredictionCount;
        TopKAccuracyForAllK = topKAccuracies!;
        TopKAccuracy = topKAccuracies is { Length: > 0 } ? topKAccuracies[^1] : 0;
        PerClassLogLoss = perClassLogLoss;
        ConfusionMatrix = confusionMatrix;
    }

    /// <summary>In nats.</summary>
    public double LogLoss { get; }

    /// <summary>By how much better than always giving the prior.</summary>
    public double LogLossReduction { get; }

    /// <summary>The mean of the accuracies of the classes.</summary>
    public double MacroAccuracy { get; }

    /// <summary>The share of the rows that are right.</summary>
    public double MicroAccuracy { get; }

    /// <summary>The share of the rows whose class is among the K best scores.</summary>
    public double TopKAccuracy { get; }

    /// <summary>The same for each K up to <see cref="TopKPredictionCount"/>; null where none was asked for.</summary>
    public IReadOnlyList<double> TopKAccuracyForAllK { get; }

    public int TopKPredictionCount { get; }

    public IReadOnlyList<double> PerClassLogLoss { get; }

    public ConfusionMatrix ConfusionMatrix { get; }
}
