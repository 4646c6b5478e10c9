namespace Microsoft.ML.Data;

/// <summary>How far numbers are from what they should be.</summary>
public sealed class RegressionMetrics
{
    internal RegressionMetrics(double l1, double l2, double rms, double lossFunction, double rSquared)
    {
        MeanAbsoluteError = l1;
        MeanSquaredError = l2;
        RootMeanSquaredError = rms;
        LossFunction = lossFunction;
        RSquared = rSquared;
    }

    public double MeanAbsoluteError { get; }

    public double MeanSquaredError { get; }

    public double RootMeanSquaredError { get; }

    /// <summary>The mean of the loss that the evaluation was given: the squared one.</summary>
    public double LossFunction { get; }

    /// <summary>The share of the labels' variance that is explained.</summary>
    public double RSquared { get; }
}

/// <summary>How tight clusters are, and how well they agree with labels.</summary>
public sealed class ClusteringMetrics
{
    internal ClusteringMetrics(double nmi, double averageDistance, double daviesBouldinIndex)
    {
        NormalizedMutualInformation = nmi;
        AverageDistance = averageDistance;
        DaviesBouldinIndex = daviesBouldinIndex;
    }

    /// <summary>NaN without a label column.</summary>
    public double NormalizedMutualInformation { get; }

    public double AverageDistance { get; }

    /// <summary>0 without a feature column.</summary>
    public double DaviesBouldinIndex { get; }
}

/// <summary>How good the order within groups is.</summary>
public sealed class RankingMetrics
{
    internal RankingMetrics(double[] dcg, double[] ndcg)
    {
        DiscountedCumulativeGains = dcg;
        NormalizedDiscountedCumulativeGains = ndcg;
    }

    /// <summary>For each truncation level from 1 on.</summary>
    public IReadOnlyList<double> NormalizedDiscountedCumulativeGains { get; }

    /// <summary>For each truncation level from 1 on.</summary>
    public IReadOnlyList<double> DiscountedCumulativeGains { get; }
}

/// <summary>How well anomalies are found.</summary>
public sealed class AnomalyDetectionMetrics
{
    internal AnomalyDetectionMetrics(double auc, double detectionRate)
    {
        AreaUnderRocCurve = auc;
        DetectionRateAtFalsePositiveCount = detectionRate;
    }

    public double AreaUnderRocCurve { get; }

    /// <summary>The share of the anomalies found by the time that so many normal rows were taken for anomalies.</summary>
    public double DetectionRateAtFalsePositiveCount { get; }
}
