using Microsoft.ML.Transforms;

namespace MLNetDeep.Runtime;

/// <summary>Gives each row the number that the settings' graph is given.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class ImageStartMapping : CustomMappingFactory<AnyRow, ImageStart>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Image.Start";

    /// <inheritdoc/>
    public override Action<AnyRow, ImageStart> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    public static void Map(AnyRow source, ImageStart target) => target.Value = [0];
}

/// <summary>Resizes images exactly as training did.</summary>
/// <typeparam name="TRow">The form in which rows hold images.</typeparam>
public abstract class ImageResizeMapping<TRow> : CustomMappingFactory<TRow, ResizedImage>
    where TRow : ImageRow, new()
{
    private const int Sizes = 4;

    /// <inheritdoc/>
    public override Action<TRow, ResizedImage> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    /// <exception cref="InvalidOperationException">The image cannot be read: the message names the column, the file and the reason.</exception>
    public static void Map(TRow source, ResizedImage target)
    {
        var (channels, height, width, ways) = ((int)source.Settings[0], (int)source.Settings[1], (int)source.Settings[2], source.Settings[3]);
        byte[] planes = new byte[channels * height * width];
        try
        {
            if ((ways & ImageRow.MayBeMissing) == 0 || !source.IsMissing)
            {
                using var picture = source.Open();
                ImagePixels.Fill(picture, planes, channels, height, width, (ways & ImageRow.ToGrey) != 0, source.Path);
            }
        }
        catch (ContentException e)
        {
            throw new InvalidOperationException($"Column '{ColumnOf(source)}': {e.Message}.", e);
        }
        target.Image = ImagePixels.ToImage(planes, channels, height, width);
    }

    private static string ColumnOf(TRow source) =>
        string.Concat(source.Settings.Skip(Sizes).Select(unit => (char)unit));
}

/// <summary>Images as paths of files.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class ImagePathMapping : ImageResizeMapping<ImagePathRow>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Image.Path";
}

/// <summary>Images as encoded bytes.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class ImageBytesMapping : ImageResizeMapping<ImageBytesRow>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Image.Bytes";
}

/// <summary>Images that are ones already.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class ImageItselfMapping : ImageResizeMapping<ImageItselfRow>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Image.Image";
}
