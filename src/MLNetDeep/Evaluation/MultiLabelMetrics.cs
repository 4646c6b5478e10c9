namespace MLNetDeep;

/// <summary>How well any number of labels at once are predicted.</summary>
public sealed class MultiLabelMetrics
{
    internal MultiLabelMetrics()
    {
    }

    /// <summary>The share of labels that are wrong.</summary>
    public double HammingLoss { get; internal init; }

    /// <summary>The share of rows with every label right.</summary>
    public double SubsetAccuracy { get; internal init; }

    /// <summary>The harmonic mean of precision and recall over all labels of all rows.</summary>
    public double MicroF1 { get; internal init; }

    /// <summary>The mean of the labels' own F1.</summary>
    public double MacroF1 { get; internal init; }

    /// <summary>The mean of the labels' own areas under the precision-recall curve.</summary>
    public double MeanAveragePrecision { get; internal init; }

    /// <summary>The logarithmic loss (natural) of a label, averaged over labels and rows.</summary>
    public double LogLoss { get; internal init; }

    /// <summary>The expected calibration error over all labels of all rows, in 15 bins.</summary>
    public double ExpectedCalibrationError { get; internal init; }

    /// <summary>Each label alone.</summary>
    public IReadOnlyList<LabelMetrics> Labels { get; internal init; } = [];
}

/// <summary>How well one of several labels is predicted.</summary>
/// <param name="Name">The name of the label's slot.</param>
/// <param name="Precision">Of the rows predicted to have it, the share that have it; 0 when none is predicted.</param>
/// <param name="Recall">Of the rows that have it, the share predicted; 0 when none has it.</param>
/// <param name="F1">The harmonic mean of both.</param>
/// <param name="AveragePrecision">The area under the precision-recall curve; NaN when no row has it.</param>
/// <param name="Rows">The rows that have it.</param>
public sealed record LabelMetrics(string Name, double Precision, double Recall, double F1, double AveragePrecision, long Rows);
