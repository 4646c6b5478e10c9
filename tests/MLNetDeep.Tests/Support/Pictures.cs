using Microsoft.ML.Data;

namespace MLNetDeep.Tests.Support;

/// <summary>Small pictures made for tests, in memory and as files.</summary>
internal static class Pictures
{
    /// <summary>A picture whose colour at (x, y) a function gives.</summary>
    public static MLImage Make(int width, int height, Func<int, int, (byte R, byte G, byte B)> colour)
    {
        var pixels = new byte[width * height * 4];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var (r, g, b) = colour(x, y);
                var at = 4 * ((y * width) + x);
                (pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]) = (r, g, b, 255);
            }
        return MLImage.CreateFromPixels(width, height, MLPixelFormat.Rgba32, pixels);
    }

    /// <summary>Of class 0 a picture with a bright left half, of class 1 with a bright top; in colour if asked.</summary>
    public static MLImage OfClass(int kind, int side, bool colour) => Make(side, side, (x, y) =>
    {
        var light = (byte)((kind == 0 ? x : y) < side / 2 ? 220 : 30);
        return colour ? (light, (byte)(light / 2), (byte)20) : (light, light, light);
    });

    public static byte[] Png(MLImage image) => Encoded(image, ".png");

    /// <summary>The bytes of a file with that extension.</summary>
    public static byte[] Encoded(MLImage image, string extension)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}{extension}");
        try
        {
            image.Save(file);
            return File.ReadAllBytes(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
