namespace MLNetDeep;

/// <summary>The options of every trainer that takes tables: columns of numbers, categories, flags and dates.</summary>
public class TableTrainerOptions : TrainerOptions
{
    /// <summary>How numeric columns reach the network. Default Quantile.</summary>
    public NumericEncoding NumericEncoding { get; set; }

    /// <summary>The most bins of a numeric column with PiecewiseLinear encoding. Default 16.</summary>
    public int Bins { get; set; } = 16;

    /// <summary>Values of a category in fewer training rows than this are taken together, with those never seen. Default 5.</summary>
    public int MinCategoryCount { get; set; } = 5;

    /// <summary>
    /// The most values of a categorical column that have an embedding of their own, the most frequent ones; the others share one. Default 10000.
    /// </summary>
    public int MaxCategories { get; set; } = 10_000;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.Defined(nameof(NumericEncoding), NumericEncoding);
        faults.AtLeast(nameof(Bins), Bins, 2);
        faults.AtLeast(nameof(MinCategoryCount), MinCategoryCount, 1);
        faults.AtLeast(nameof(MaxCategories), MaxCategories, 1);
    }
}
