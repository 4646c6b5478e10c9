using Microsoft.ML.Data;

namespace Compat.Tests.Images;

/// <summary>A folder of small images, gone when disposed.</summary>
internal sealed class TemporaryImages : IDisposable
{
    internal string Folder { get; } = Directory.CreateTempSubdirectory("images").FullName;

    internal string PathOf(string name) => Path.Combine(Folder, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Saves an image whose pixels are a plain function of their place.</summary>
    internal string Add(string name, int width, int height, int shift = 0)
    {
        using MLImage image = Create(width, height, shift);
        image.Save(PathOf(name));
        return name;
    }

    internal static MLImage Create(int width, int height, int shift = 0) =>
        MLImage.CreateFromPixels(width, height, MLPixelFormat.Bgra32, Pixels(width, height, shift));

    /// <summary>Soft slopes, which JPEG keeps nearly as they are.</summary>
    internal static byte[] Pixels(int width, int height, int shift = 0)
    {
        byte[] pixels = new byte[width * height * 4];
        for (int y = 0, at = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                pixels[at++] = (byte)((x * 4 + shift) % 256);
                pixels[at++] = (byte)((y * 4 + shift) % 256);
                pixels[at++] = (byte)((x + y) * 2 % 256);
                pixels[at++] = 255;
            }
        }
        return pixels;
    }
}
