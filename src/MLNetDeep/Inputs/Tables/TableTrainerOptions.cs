namespace MLNetDeep;

/// <summary>The options of every trainer that takes tables: columns of numbers, categories, flags and dates.</summary>
public class TableTrainerOptions : TrainerOptions
{
    /// <summary>How numeric columns are encoded. Default Quantile.</summary>
    public NumericEncoding NumericEncoding { get; set; }

    /// <summary>The maximum number of bins of a numeric column with PiecewiseLinear encoding. Default 16.</summary>
    public int Bins { get; set; } = 16;

    /// <summary>Categories with fewer training rows than this share one code with unknown categories. Default 5.</summary>
    public int MinCategoryCount { get; set; } = 5;

    /// <summary>The maximum vocabulary size of a categorical column: the most frequent categories have an embedding each, the others share one. Default 10000.</summary>
    public int MaxCategories { get; set; } = 10_000;

    /// <summary>
    /// The maximum number of ratios and differences of two numeric columns that are added as features, such as rooms per household: those that explain more of the label than the columns do
    /// one by one, chosen on the training part. They are computed from the columns in the saved model too. Default 0: none.
    /// </summary>
    public int RatioFeatures { get; set; }

    /// <summary>
    /// A model that <c>ml.Deep().Model.Save</c> wrote, with one network of this architecture and the same options, such as an encoder pretrained without labels: the network starts from its weights but for the
    /// last layer, reads the same columns, and encodes them in the same way. The file is not needed after training. None by default.
    /// </summary>
    public string? PretrainedEncoder { get; set; }

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.Defined(nameof(NumericEncoding), NumericEncoding);
        faults.AtLeast(nameof(Bins), Bins, 2);
        faults.AtLeast(nameof(MinCategoryCount), MinCategoryCount, 1);
        faults.AtLeast(nameof(MaxCategories), MaxCategories, 1);
        faults.AtLeast(nameof(RatioFeatures), RatioFeatures, 0);
        faults.Require(PretrainedEncoder is null || RatioFeatures == 0, $"{nameof(PretrainedEncoder)} brings its columns: {nameof(RatioFeatures)} must be 0, but was {RatioFeatures}.");
        faults.Require(PretrainedEncoder is not "", $"{nameof(PretrainedEncoder)} must be the path of a file or null, but was empty.");
    }
}
