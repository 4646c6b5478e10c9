using Microsoft.ML.Data;

namespace MLNetDeep.Runtime;

/// <summary>
/// From an image to the bytes that a network takes: plane by plane (grey, or red, green, blue), resized by stretching.
/// Training and the saved model both come through here, so that they see the same pixels.
/// </summary>
internal static class ImagePixels
{
    /// <summary>Reads an encoded image (PNG, JPEG); what is not one throws an <see cref="InvalidDataException"/>.</summary>
    public static MLImage Decode(byte[] encoded)
    {
        if (encoded.Length == 0) throw new InvalidDataException("it is empty");
        using var stream = new MemoryStream(encoded, writable: false);
        return Guard(() => MLImage.CreateFromStream(stream));
    }

    /// <summary>Reads an image file.</summary>
    public static MLImage Load(string path)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new InvalidDataException("the path is empty");
        if (!File.Exists(path)) throw new InvalidDataException($"there is no file '{path}'");
        return Guard(() => MLImage.CreateFromFile(path), $"'{path}' ");
    }

    /// <summary>Writes the planes of an image, resized to <paramref name="height"/> × <paramref name="width"/>.</summary>
    /// <param name="image">The image.</param>
    /// <param name="planes">Room for channels × height × width bytes.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="height">Rows of pixels wanted.</param>
    /// <param name="width">Pixels in a row wanted.</param>
    /// <param name="toGrey">Whether a colour image may be turned into grey; if not, it throws where one channel is wanted.</param>
    public static void Fill(MLImage image, Span<byte> planes, int channels, int height, int width, bool toGrey)
    {
        var pixels = image.Pixels;
        if (channels == 1 && !toGrey && !IsGrey(pixels)) throw new InvalidDataException("it is in colour, and the network takes grey images (1 channel)");
        var source = new byte[channels * image.Height * image.Width];
        Split(pixels, RedOffset(image), channels, source);
        var (from, to) = (image.Height * image.Width, height * width);
        for (var c = 0; c < channels; c++)
            Resizer.Resize(source.AsSpan(c * from, from), image.Height, image.Width, planes.Slice(c * to, to), height, width);
    }

    /// <summary>Whether red, green and blue are equal everywhere.</summary>
    public static bool IsGrey(ReadOnlySpan<byte> pixels)
    {
        for (var i = 0; i < pixels.Length; i += 4)
            if (pixels[i] != pixels[i + 1] || pixels[i] != pixels[i + 2]) return false;
        return true;
    }

    private static void Split(ReadOnlySpan<byte> pixels, int red, int channels, Span<byte> planes)
    {
        var size = pixels.Length / 4;
        var blue = 2 - red;
        for (int i = 0, p = 0; i < size; i++, p += 4)
        {
            if (channels == 1)
            {
                planes[i] = Grey(pixels[p + red], pixels[p + 1], pixels[p + blue]);
                continue;
            }
            planes[i] = pixels[p + red];
            planes[size + i] = pixels[p + 1];
            planes[(2 * size) + i] = pixels[p + blue];
        }
    }

    // The weights of ITU-R BT.601 in 1/65536, so that equal parts stay exactly what they are.
    private static byte Grey(byte r, byte g, byte b) => (byte)(((19595 * r) + (38470 * g) + (7471 * b) + 32768) >> 16);

    private static int RedOffset(MLImage image) => image.PixelFormat switch
    {
        MLPixelFormat.Rgba32 => 0,
        MLPixelFormat.Bgra32 => 2,
        _ => throw new InvalidDataException($"its pixel format {image.PixelFormat} is not known"),
    };

    private static MLImage Guard(Func<MLImage> read, string what = "")
    {
        try
        {
            return read() ?? throw new InvalidDataException($"{what}is not an image that can be read");
        }
        catch (Exception e) when (e is not InvalidDataException and not OutOfMemoryException)
        {
            throw new InvalidDataException($"{what}is not an image that can be read", e);
        }
    }
}
