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
}

/// <summary>How a feature column becomes the numbers that a network eats; settled on the training data.</summary>
/// <param name="ColumnName">The column.</param>
/// <param name="Source">What it holds.</param>
/// <param name="Shape">What a row looks like to the network.</param>
/// <param name="ToGrey">Whether colour images are turned into grey where the network takes grey ones.</param>
internal sealed record FeatureSpec(string ColumnName, FeatureSource Source, InputShape Shape, bool ToGrey)
{
    /// <summary>Whether a row is kept as bytes (0 to 255) rather than as reals.</summary>
    public bool IsBytes => Source != FeatureSource.Numbers;

    /// <summary>The bytes that a row takes in memory.</summary>
    public long RowBytes => (long)Shape.Size * (IsBytes ? 1 : sizeof(float));
}
