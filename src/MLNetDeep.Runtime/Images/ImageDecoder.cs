using SkiaSharp;

namespace MLNetDeep.Runtime;

/// <summary>
/// Decodes image files. Unlike ML.NET's own reading it turns images as their EXIF tag says, refuses files that end early, and looks at the number
/// of pixels before it makes room for them.
/// </summary>
internal static class ImageDecoder
{
    /// <summary>The formats that are read, for messages.</summary>
    public const string Formats = "PNG, JPEG, BMP, GIF and WebP";

    /// <summary>The size of a decoded image, and whether its header says that it is grey.</summary>
    public readonly record struct Header(int Width, int Height, bool IsGrey);

    /// <summary>Decodes encoded bytes.</summary>
    /// <param name="encoded">The bytes.</param>
    /// <param name="path">Where they come from, for messages; null for nowhere.</param>
    /// <exception cref="ContentException">They are not an image, not a whole one, or one with too many pixels.</exception>
    public static Picture Decode(byte[] encoded, string? path = null)
    {
        using var data = SKData.CreateCopy(encoded);
        using var codec = Open(data, encoded, path);
        var stored = codec.Info;
        // Without a colour space: colours stay as they are stored, as ML.NET leaves them.
        var info = new SKImageInfo(stored.Width, stored.Height, SKColorType.Rgba8888, stored.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul);
        var bitmap = new SKBitmap();
        if (!bitmap.TryAllocPixels(info))
        {
            bitmap.Dispose();
            throw ContentException.OfImage(path, FormattableString.Invariant($"has {info.Width} × {info.Height} pixels, for which there is not enough memory"));
        }
        var result = codec.GetPixels(info, bitmap.GetPixels());
        if (result == SKCodecResult.Success) return new Picture(bitmap, (int)codec.EncodedOrigin);
        bitmap.Dispose();
        throw ContentException.OfImage(path, result == SKCodecResult.IncompleteInput || IsCut(encoded) ? "ends early" : $"is damaged ({result})");
    }

    /// <summary>Reads no more than the header.</summary>
    public static Header Measure(byte[] encoded, string? path = null)
    {
        using var data = SKData.CreateCopy(encoded);
        using var codec = Open(data, encoded, path);
        var layout = PixelLayout.Of((int)codec.EncodedOrigin, codec.Info.Width, codec.Info.Height);
        return new Header(layout.Width, layout.Height, codec.Info.ColorType == SKColorType.Gray8);
    }

    /// <summary>The bytes of a file.</summary>
    public static byte[] Read(string path)
    {
        if (string.IsNullOrWhiteSpace(path)) throw ContentException.NoPath();
        if (!File.Exists(path)) throw ContentException.NoFile(path);
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ContentException.OfImage(path, $"cannot be read: {e.Message.TrimEnd('.')}", e);
        }
    }

    private static SKCodec Open(SKData data, byte[] encoded, string? path)
    {
        if (encoded.Length == 0) throw ContentException.OfImage(path, "is empty");
        var codec = SKCodec.Create(data);
        if (codec is null)
            throw ContentException.OfImage(path, ImageSignature.IsRead(encoded) ? "ends early or is damaged" : $"is not an image that can be read: {Formats} are");
        try
        {
            Check(codec, path);
            return codec;
        }
        catch
        {
            codec.Dispose();
            throw;
        }
    }

    private static void Check(SKCodec codec, string? path)
    {
        if (codec.EncodedFormat is not (SKEncodedImageFormat.Png or SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Bmp or SKEncodedImageFormat.Gif or SKEncodedImageFormat.Webp))
            throw ContentException.OfImage(path, $"is a picture of another format ({codec.EncodedFormat}): {Formats} are read");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > ImageFiles.MaxPixels)
            throw ContentException.OfImage(path, FormattableString.Invariant($"has {width} × {height} pixels, and at most {ImageFiles.MaxPixels:N0} in all are read"));
    }

    // The decoder of WebP does not tell this from damage; the file says how long it should be.
    private static bool IsCut(byte[] encoded) =>
        ImageSignature.IsWebP(encoded) && BitConverter.ToUInt32(encoded, 4) + 8L > encoded.Length;
}
