namespace Microsoft.ML.Data;

/// <summary>An image in memory: four bytes a pixel, row by row from the top.</summary>
public sealed class MLImage : IDisposable
{
    private byte[]? _pixels;

    internal MLImage(byte[] pixels, int width, int height, MLPixelFormat pixelFormat = MLPixelFormat.Bgra32)
    {
        _pixels = pixels;
        Width = width;
        Height = height;
        PixelFormat = pixelFormat;
    }

    public int Width { get; }

    public int Height { get; }

    public MLPixelFormat PixelFormat { get; }

    public int BitsPerPixel
    {
        get
        {
            _ = Live;
            return 32;
        }
    }

    public string? Tag { get; set; }

    public ReadOnlySpan<byte> Pixels => Live;

    public byte[] GetBGRPixels
    {
        get
        {
            ReadOnlySpan<byte> pixels = Live;
            bool swap = PixelFormat == MLPixelFormat.Rgba32;
            byte[] result = new byte[Width * Height * 3];
            for (int from = 0, to = 0; to < result.Length; from += 4, to += 3)
            {
                result[to] = pixels[swap ? from + 2 : from];
                result[to + 1] = pixels[from + 1];
                result[to + 2] = pixels[swap ? from : from + 2];
            }
            return result;
        }
    }

    private byte[] Live => _pixels ?? throw new InvalidOperationException("Object is disposed.");

    public static MLImage CreateFromFile(string imagePath)
    {
        ArgumentNullException.ThrowIfNull(imagePath);
        if (!File.Exists(imagePath))
            throw new ArgumentException("Invalid path", nameof(imagePath));
        return Decode(File.ReadAllBytes(imagePath)) ?? throw new ArgumentException("Invalid path", nameof(imagePath));
    }

    public static MLImage CreateFromStream(Stream imageStream)
    {
        ArgumentNullException.ThrowIfNull(imageStream);
        return Decode(ReadAll(imageStream))
            ?? throw new ArgumentException("Invalid input stream contents", nameof(imageStream));
    }

    public static MLImage CreateFromPixels(int width, int height, MLPixelFormat pixelFormat, ReadOnlySpan<byte> imagePixelData)
    {
        if (pixelFormat is not (MLPixelFormat.Bgra32 or MLPixelFormat.Rgba32))
            throw new ArgumentException("Unsupported pixel format", nameof(pixelFormat));
        if (width <= 0)
            throw new ArgumentOutOfRangeException(nameof(width), "Invalid width value.");
        if (height <= 0)
            throw new ArgumentOutOfRangeException(nameof(height), "Invalid height value.");
        if (imagePixelData.Length != (long)width * height * 4)
            throw new ArgumentException($"Invalid {nameof(imagePixelData)} buffer size.", nameof(imagePixelData));
        return new MLImage(imagePixelData.ToArray(), width, height, pixelFormat);
    }

    public void Save(string imagePath)
    {
        byte[] pixels = Live;
        string extension = Path.GetExtension(imagePath).ToLowerInvariant();
        if (!ImageCodec.CanEncode(extension))
            throw new ArgumentException("Path has invalid image file extension.", nameof(imagePath));
        File.WriteAllBytes(imagePath, ImageCodec.Encode(ToBgra(pixels), Width, Height, extension));
    }

    public void Dispose() => _pixels = null;

    internal static MLImage? Decode(ReadOnlySpan<byte> file)
    {
        byte[]? pixels = ImageCodec.Decode(file, out int width, out int height);
        return pixels == null ? null : new MLImage(pixels, width, height);
    }

    private byte[] ToBgra(byte[] pixels)
    {
        if (PixelFormat == MLPixelFormat.Bgra32)
            return pixels;
        byte[] result = (byte[])pixels.Clone();
        for (int i = 0; i < result.Length; i += 4)
            (result[i], result[i + 2]) = (result[i + 2], result[i]);
        return result;
    }

    private static ReadOnlySpan<byte> ReadAll(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.GetBuffer().AsSpan(0, (int)copy.Length);
    }
}
