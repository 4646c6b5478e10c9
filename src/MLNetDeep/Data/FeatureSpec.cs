using MLNetDeep.Data.Tables;

namespace MLNetDeep.Data;

/// <summary>What a feature column holds.</summary>
internal enum FeatureSource
{
    /// <summary>A number or a vector of numbers.</summary>
    Numbers,

    /// <summary>Decoded images.</summary>
    Image,

    /// <summary>Paths of image files.</summary>
    Path,

    /// <summary>Encoded images.</summary>
    Bytes,

    /// <summary>Any number of columns, which together are a table.</summary>
    Table,
}

/// <summary>How feature columns become the numbers that a network takes; settled on the training data.</summary>
/// <param name="ColumnName">The column; of a table all of them, for messages.</param>
/// <param name="Source">What it holds.</param>
/// <param name="Shape">What a row looks like to the network.</param>
/// <param name="ToGrey">Whether colour images are turned into grey where the network takes grey ones.</param>
internal sealed record FeatureSpec(string ColumnName, FeatureSource Source, InputShape Shape, bool ToGrey)
{
    /// <summary>How a table is encoded; null for what is no table.</summary>
    public TableEncoding? Table { get; init; }

    /// <summary>A table.</summary>
    public static FeatureSpec Of(TableEncoding table) => new(string.Join(", ", table.Columns.Select(c => c.Name).Distinct()), FeatureSource.Table, table.Shape, ToGrey: false)
    {
        Table = table,
    };

    /// <summary>The columns that are read.</summary>
    public IEnumerable<string> Columns => Table?.Columns.Select(c => c.Name).Distinct() ?? [ColumnName];

    /// <summary>Numbers in a raw row, as readers give it and the network takes it; its body may get others.</summary>
    public int RowWidth => Table?.RawWidth ?? Shape.Size;

    /// <summary>Whether a row is kept as bytes (0 to 255) rather than as reals.</summary>
    public bool IsBytes => Source is not (FeatureSource.Numbers or FeatureSource.Table);

    /// <summary>The bytes that a row takes in memory.</summary>
    public long RowBytes => (long)RowWidth * (IsBytes ? 1 : sizeof(float));
}
