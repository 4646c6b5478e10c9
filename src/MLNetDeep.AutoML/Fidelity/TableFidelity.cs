namespace MLNetDeep.AutoML;

/// <summary>How close synthetic rows are to the table that they were learned from.</summary>
public sealed record TableFidelity
{
    /// <summary>For each column how far the distribution of its values is from that of the training rows.</summary>
    public required IReadOnlyList<ColumnFidelity> Columns { get; init; }

    /// <summary>The mean of the columns' distances: 0 for equal distributions, 1 for such that share no value.</summary>
    public double MeanColumnDistance => Columns.Average(column => column.Distance);

    /// <summary>
    /// The mean difference of the associations of pairs of columns, between training and synthetic rows: rank correlation of two numbers, Cramér's V of two categories, the correlation ratio of one of each.
    /// </summary>
    public required double PairDifference { get; init; }

    /// <summary>The area under the ROC curve of LightGbm telling synthetic rows from training rows, by rows that it was not trained on: 0.5 where it cannot, 1 where it always can.</summary>
    public required double DetectionAuc { get; init; }

    /// <summary>The metrics on the test rows of LightGbm trained on the training rows, under the names that ML.NET gives them.</summary>
    public required IReadOnlyDictionary<string, double> TrainedOnReal { get; init; }

    /// <summary>The same of LightGbm trained on the synthetic rows; NaN where those have one class alone.</summary>
    public required IReadOnlyDictionary<string, double> TrainedOnSynthetic { get; init; }

    /// <summary>The median distance of a synthetic row from the nearest training row. Numbers count by the normal deviates of their ranks, two different categories as 1.</summary>
    public required double NearestSynthetic { get; init; }

    /// <summary>The same of test rows: what a synthetic row that is like any new row would have. Much less means that training rows are given away.</summary>
    public required double NearestReal { get; init; }

    /// <summary>The share of synthetic rows that are equal to a training row.</summary>
    public required double Copies { get; init; }
}

/// <summary>How close the values of a column are.</summary>
/// <param name="Name">The column.</param>
/// <param name="IsCategory">Whether it has categories; numbers otherwise.</param>
/// <param name="Distance">The total variation distance of categories, or the Kolmogorov-Smirnov distance of numbers: 0 for equal distributions, at most 1.</param>
public sealed record ColumnFidelity(string Name, bool IsCategory, double Distance);
