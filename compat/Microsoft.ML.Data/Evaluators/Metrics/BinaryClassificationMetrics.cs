namespace Microsoft.ML.Data;

/// <summary>How well a binary classifier tells the classes apart.</summary>
public class BinaryClassificationMetrics
{
    private protected BinaryClassificationMetrics(BinaryMetricValues values)
    {
        AreaUnderRocCurve = values.AreaUnderRocCurve;
        Accuracy = values.Accuracy;
        PositivePrecision = values.PositivePrecision;
        PositiveRecall = values.PositiveRecall;
        NegativePrecision = values.NegativePrecision;
        NegativeRecall = values.NegativeRecall;
        F1Score = values.F1Score;
        AreaUnderPrecisionRecallCurve = values.AreaUnderPrecisionRecallCurve;
        ConfusionMatrix = values.ConfusionMatrix;
    }

    internal static BinaryClassificationMetrics Create(BinaryMetricValues values) => new(values);

    /// <summary>The chance that a positive row scores above a negative one.</summary>
    public double AreaUnderRocCurve { get; }

    public double Accuracy { get; }

    public double PositivePrecision { get; }

    public double PositiveRecall { get; }

    public double NegativePrecision { get; }

    public double NegativeRecall { get; }

    public double F1Score { get; }

    public double AreaUnderPrecisionRecallCurve { get; }

    public ConfusionMatrix ConfusionMatrix { get; }
}

/// <summary>Those, and how good the probabilities are.</summary>
public sealed class CalibratedBinaryClassificationMetrics : BinaryClassificationMetrics
{
    internal CalibratedBinaryClassificationMetrics(BinaryMetricValues values) : base(values)
    {
        LogLoss = values.LogLoss;
        LogLossReduction = values.LogLossReduction;
        Entropy = values.Entropy;
    }

    /// <summary>In bits.</summary>
    public double LogLoss { get; }

    /// <summary>By how much better than always giving the prior.</summary>
    public double LogLossReduction { get; }

    /// <summary>Of the labels, in bits.</summary>
    public double Entropy { get; }
}

/// <summary>What <see cref="BinaryClassifierEvaluator"/> found.</summary>
internal sealed class BinaryMetricValues
{
    public required double AreaUnderRocCurve { get; init; }

    public required double AreaUnderPrecisionRecallCurve { get; init; }

    public required double Accuracy { get; init; }

    public required double PositivePrecision { get; init; }

    public required double PositiveRecall { get; init; }

    public required double NegativePrecision { get; init; }

    public required double NegativeRecall { get; init; }

    public required double F1Score { get; init; }

    public required double LogLoss { get; init; }

    public required double LogLossReduction { get; init; }

    public required double Entropy { get; init; }

    public required ConfusionMatrix ConfusionMatrix { get; init; }
}
