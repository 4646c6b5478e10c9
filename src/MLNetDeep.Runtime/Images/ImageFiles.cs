using Microsoft.ML.Data;
using MLNetDeep.Runtime;

namespace MLNetDeep;

/// <summary>
/// Reads image files exactly as trainers and saved models read columns of paths and of bytes: PNG, JPEG, BMP, GIF (its first frame) and WebP, told by
/// content and not by name; turned as the EXIF tag says; laid over white where pixels are not opaque. For applications that hold
/// <see cref="MLImage"/>, and for looking through files before a training.
/// </summary>
public static class ImageFiles
{
    // So many bytes, four a pixel, fit into one array.
    private const long Most = 500_000_000;

    private static long _maxPixels = 100_000_000;

    /// <summary>
    /// The most pixels that an image may have, in this process; 100,000,000 unless set. A file of a few kilobytes can state billions: what states more
    /// than this is refused before memory is taken for it, which is four bytes a pixel.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set below 1 or above 500,000,000.</exception>
    public static long MaxPixels
    {
        get => Volatile.Read(ref _maxPixels);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Most);
            Volatile.Write(ref _maxPixels, value);
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The image, upright and opaque; the caller's to dispose.</returns>
    /// <exception cref="InvalidDataException">There is no such file, or it is not a whole image.</exception>
    public static MLImage Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Make(() => ImagePixels.Load(path));
    }

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="encoded">The bytes.</param>
    /// <returns>The image, upright and opaque; the caller's to dispose.</returns>
    /// <exception cref="InvalidDataException">They are not a whole image.</exception>
    public static MLImage Decode(byte[] encoded)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        return Make(() => ImagePixels.Decode(encoded));
    }

    /// <summary>Decodes a file and says why it cannot be used: "it is empty", "it ends early"; null where it can.</summary>
    /// <param name="path">The file.</param>
    public static string? FindFault(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return ImagePixels.FindFault(path, needsGrey: false);
    }

    private static MLImage Make(Func<Picture> read)
    {
        try
        {
            using var picture = read();
            return ImagePixels.ToImage(picture);
        }
        catch (ContentException e)
        {
            throw new InvalidDataException($"{char.ToUpperInvariant(e.Message[0])}{e.Message[1..]}.", e);
        }
    }
}
