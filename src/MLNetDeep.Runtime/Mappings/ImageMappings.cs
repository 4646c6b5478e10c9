using Microsoft.ML.Data;
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
    private const int BytesPerPixel = 4;

    /// <inheritdoc/>
    public override Action<TRow, ResizedImage> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    public static void Map(TRow source, ResizedImage target)
    {
        var (channels, height, width) = ((int)source.Settings[0], (int)source.Settings[1], (int)source.Settings[2]);
        byte[] planes = new byte[channels * height * width];
        var image = source.Open();
        try
        {
            ImagePixels.Fill(image, planes, channels, height, width, source.Settings[3] != 0);
        }
        finally
        {
            // The image of a column belongs to whoever made the column.
            if (source is not ImageItselfRow)
                image.Dispose();
        }
        target.Image = MLImage.CreateFromPixels(width, height, MLPixelFormat.Rgba32, Interleave(planes, channels, height * width));
    }

    /// <summary>Planes side by side; of grey, three alike; opaque.</summary>
    private static byte[] Interleave(byte[] planes, int channels, int size)
    {
        byte[] pixels = new byte[size * BytesPerPixel];
        for (int i = 0; i < size; i++)
        {
            for (int c = 0; c < 3; c++)
                pixels[(i * BytesPerPixel) + c] = planes[channels == 1 ? i : (c * size) + i];
            pixels[(i * BytesPerPixel) + 3] = byte.MaxValue;
        }
        return pixels;
    }
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
