using Microsoft.ML.Data;

namespace MLNetDeep.Runtime;

/// <summary>
/// From an image to the bytes that a network takes: plane by plane (grey, or red, green, blue), upright, on white, resized by stretching.
/// Training and the saved model both come through here, so that they see the same pixels.
/// </summary>
internal static class ImagePixels
{
    private const string InColour = "is in colour, and the network takes grayscale images (1 channel)";

    /// <summary>Reads an encoded image; what is not one throws an <see cref="ContentException"/>.</summary>
    public static Picture Decode(byte[] encoded) => ImageDecoder.Decode(encoded);

    /// <summary>Reads an image file; what is not one throws an <see cref="ContentException"/>.</summary>
    public static Picture Load(string path) => ImageDecoder.Decode(ImageDecoder.Read(path), path);

    /// <summary>Writes the planes of an image, resized to <paramref name="height"/> × <paramref name="width"/>.</summary>
    /// <param name="picture">The image.</param>
    /// <param name="planes">Room for channels × height × width bytes.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="height">Rows of pixels wanted.</param>
    /// <param name="width">Pixels in a row wanted.</param>
    /// <param name="toGrey">Whether a colour image is converted to grayscale; if not, it throws where one channel is wanted.</param>
    /// <param name="path">The image's file, for messages; null for none.</param>
    public static void Fill(Picture picture, Span<byte> planes, int channels, int height, int width, bool toGrey, string? path = null)
    {
        if (channels == 1 && !toGrey && !IsGrey(picture))
            throw ContentException.OfImage(path, InColour + ": to train on colour set Channels to 3, to convert all images to grayscale set Channels to 1");
        var source = new byte[channels * picture.Height * picture.Width];
        Split(picture, channels, source);
        var (from, to) = (picture.Height * picture.Width, height * width);
        for (var c = 0; c < channels; c++)
            Resizer.Resize(source.AsSpan(c * from, from), picture.Height, picture.Width, planes.Slice(c * to, to), height, width);
    }

    /// <summary>Whether red, green and blue are equal everywhere.</summary>
    public static bool IsGrey(Picture picture)
    {
        var pixels = picture.Pixels;
        for (var i = 0; i < pixels.Length; i += Picture.BytesPerPixel)
            if ((pixels[i] != pixels[i + 1] || pixels[i] != pixels[i + 2]) && pixels[i + 3] > 0) return false;
        return true;
    }

    /// <summary>Why a network cannot take an image file; null where it can.</summary>
    /// <param name="path">The file.</param>
    /// <param name="needsGrey">Whether it takes grayscale images alone, and converts none.</param>
    public static string? FindFault(string path, bool needsGrey)
    {
        try
        {
            using var picture = Load(path);
            return needsGrey && !IsGrey(picture) ? $"it {InColour}" : null;
        }
        catch (ContentException e)
        {
            return e.Reason;
        }
    }

    /// <summary>The image with its planes side by side.</summary>
    public static MLImage ToImage(Picture picture)
    {
        var planes = new byte[3 * picture.Height * picture.Width];
        Split(picture, 3, planes);
        return ToImage(planes, 3, picture.Height, picture.Width);
    }

    /// <summary>Planes side by side; of grey, three alike; opaque.</summary>
    public static MLImage ToImage(ReadOnlySpan<byte> planes, int channels, int height, int width)
    {
        var size = height * width;
        var pixels = new byte[size * Picture.BytesPerPixel];
        for (var i = 0; i < size; i++)
        {
            for (var c = 0; c < 3; c++) pixels[(i * Picture.BytesPerPixel) + c] = planes[channels == 1 ? i : (c * size) + i];
            pixels[(i * Picture.BytesPerPixel) + 3] = byte.MaxValue;
        }
        return MLImage.CreateFromPixels(width, height, MLPixelFormat.Rgba32, pixels);
    }

    private static void Split(Picture picture, int channels, Span<byte> planes)
    {
        var pixels = picture.Pixels;
        var (layout, stored, alpha, red) = (picture.Layout, picture.StoredWidth, WhiteGround.Find(pixels), picture.RedOffset);
        var size = layout.Width * layout.Height;
        for (int p = 0, y = 0; p < pixels.Length; y++)
        {
            var at = layout.Start + (y * layout.Down);
            for (var x = 0; x < stored; x++, p += Picture.BytesPerPixel, at += layout.Right)
            {
                var (r, g, b) = WhiteGround.Over(pixels[p + red], pixels[p + 1], pixels[p + 2 - red], pixels[p + 3], alpha);
                if (channels == 1) planes[at] = Grey(r, g, b);
                else (planes[at], planes[size + at], planes[(2 * size) + at]) = (r, g, b);
            }
        }
    }

    // The weights of ITU-R BT.601 in 1/65536, so that equal parts stay exactly what they are.
    private static byte Grey(byte r, byte g, byte b) => (byte)(((19595 * r) + (38470 * g) + (7471 * b) + 32768) >> 16);
}
