using Microsoft.ML;

namespace MLNetDeep.Data;

/// <summary>How feature columns become what a network takes; settled on the training data.</summary>
/// <param name="Shape">What a row looks like to the body of the network.</param>
internal abstract record FeatureSpec(InputShape Shape)
{
    /// <summary>The columns that are read.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>Columns that are read in training where they are there.</summary>
    public virtual IReadOnlyList<string> TrainingColumns => [];

    /// <summary>The columns, for messages.</summary>
    public string ColumnName => string.Join(", ", Columns);

    /// <summary>Numbers in a raw row, as readers give it and the network takes it: the mean, where rows differ.</summary>
    public abstract int RowWidth { get; }

    /// <summary>The bytes that a row takes in memory: the mean, where rows differ.</summary>
    public virtual long RowBytes => (long)RowWidth * sizeof(float);

    /// <summary>Opens the columns of a row (or a cursor) for blocks of up to <paramref name="capacity"/> rows.</summary>
    /// <param name="row">The row.</param>
    /// <param name="capacity">The most rows in a block.</param>
    /// <param name="strict">Whether numbers that are not finite are refused, as they are in training.</param>
    /// <param name="faults">Where rows that cannot be used are noted; null where the first of them is thrown.</param>
    public abstract FeatureReader Open(DataViewRow row, int capacity, bool strict, RowFaults? faults = null);

    /// <summary>The exception for rows that cannot be used.</summary>
    /// <param name="first">The first of them, with their positions.</param>
    /// <param name="count">How many there are.</param>
    public virtual Exception Describe(IReadOnlyList<(long Row, Exception Fault)> first, long count) => first[0].Fault;

    /// <summary>Takes note of what the training rows are like on their first pass; null where nothing is left to learn then.</summary>
    public virtual FeatureLearner? Learner() => null;
}

/// <summary>Takes note of what training rows are like.</summary>
internal abstract class FeatureLearner
{
    /// <summary>Adds rows.</summary>
    public abstract void Add(Features rows);
}
