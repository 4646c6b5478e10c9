using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetDeep.Runtime;

/// <summary>The path of an image, for trainers that know no images.</summary>
public sealed class PictureRow
{
    /// <summary>The path; empty where the row is without an image.</summary>
    [ColumnName(SavedColumns.ImageSource)]
    public string Source { get; set; } = "";
}

/// <summary>An image as numbers.</summary>
public sealed class PictureNumbers
{
    /// <summary>Red, green and blue of each pixel from 0 to 1, plane by plane; all 0 where the row is without an image.</summary>
    [ColumnName(SavedColumns.ImageVector)]
    [VectorType(PictureMapping.Width)]
    public float[] Values { get; set; } = new float[PictureMapping.Width];
}

/// <summary>Makes a vector of an image, for trainers that know no images.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class PictureMapping : CustomMappingFactory<PictureRow, PictureNumbers>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Image.Vector";

    /// <summary>Pixels on each side.</summary>
    public const int Side = 32;

    /// <summary>Numbers in the vector.</summary>
    public const int Width = 3 * Side * Side;

    /// <inheritdoc/>
    public override Action<PictureRow, PictureNumbers> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    /// <exception cref="InvalidOperationException">The image cannot be read: the message names the file and the reason.</exception>
    public static void Map(PictureRow source, PictureNumbers target)
    {
        target.Values = new float[Width];
        if (string.IsNullOrEmpty(source.Source)) return;
        var planes = new byte[Width];
        try
        {
            using var picture = ImagePixels.Load(source.Source);
            ImagePixels.Fill(picture, planes, 3, Side, Side, toGrey: false, source.Source);
        }
        catch (ContentException e)
        {
            throw new InvalidOperationException($"{e.Message}.", e);
        }
        for (var i = 0; i < Width; i++) target.Values[i] = planes[i] / 255f;
    }
}
