using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLNetDeep.Runtime;

/// <summary>An image that a row holds in some form, and the settings of the network that takes it.</summary>
public abstract class ImageRow
{
    internal const long ToGrey = 1, MayBeMissing = 2;

    /// <summary>Channels, height, width, and the sum of 1 where colour becomes grey and 2 where rows may be without an image; then the name of the column, a number for each UTF-16 unit.</summary>
    [ColumnName(SavedColumns.ImageSettings)]
    [VectorType]
    public long[] Settings { get; set; } = [];

    /// <summary>The file, for messages; null where there is none.</summary>
    internal virtual string? Path => null;

    /// <summary>Whether the row is without an image.</summary>
    internal abstract bool IsMissing { get; }

    /// <summary>Decodes the image.</summary>
    internal abstract Picture Open();
}

/// <summary>An image as the path of a file.</summary>
public sealed class ImagePathRow : ImageRow
{
    /// <summary>The path.</summary>
    [ColumnName(SavedColumns.ImageSource)]
    public string Source { get; set; } = "";

    internal override string? Path => Source;

    internal override bool IsMissing => string.IsNullOrEmpty(Source);

    internal override Picture Open() => ImagePixels.Load(Source);
}

/// <summary>An image as encoded bytes.</summary>
public sealed class ImageBytesRow : ImageRow
{
    /// <summary>The bytes.</summary>
    [ColumnName(SavedColumns.ImageSource)]
    [VectorType]
    public byte[] Source { get; set; } = [];

    internal override bool IsMissing => Source.Length == 0;

    internal override Picture Open() => ImagePixels.Decode(Source);
}

/// <summary>An image that is one already.</summary>
public sealed class ImageItselfRow : ImageRow
{
    /// <summary>The image, of any size: the attribute must state one, which ML.NET does not hold images to.</summary>
    [ColumnName(SavedColumns.ImageSource)]
    [ImageType(1, 1)]
    public MLImage Source { get; set; } = null!;

    internal override bool IsMissing => Source is null;

    internal override Picture Open() => new(Source);
}

/// <summary>What the settings' graph is given.</summary>
public sealed class ImageStart
{
    /// <summary>A vector of one, whatever is in it.</summary>
    [ColumnName(SavedColumns.ImageStart)]
    [VectorType(1)]
    public float[] Value { get; set; } = new float[1];
}

/// <summary>A row of which nothing is read.</summary>
public sealed class AnyRow;

/// <summary>An image in the network's size.</summary>
public sealed class ResizedImage
{
    /// <summary>The image, of any size: the attribute must state one, which ML.NET does not hold images to.</summary>
    [ColumnName(SavedColumns.Image)]
    [ImageType(1, 1)]
    public MLImage Image { get; set; } = null!;
}
