using Microsoft.ML.Data;
using SkiaSharp;

namespace MLNetDeep.Runtime;

/// <summary>
/// Pixels in memory, four bytes each with alpha last, as an image file or an <see cref="MLImage"/> holds them, and what is to be done so that they
/// are what a viewer shows on white paper.
/// </summary>
internal sealed class Picture : IDisposable
{
    public const int BytesPerPixel = 4;

    private readonly SKBitmap? _bitmap;
    private readonly MLImage? _image;

    /// <summary>A decoded file, which is the picture's to dispose.</summary>
    public Picture(SKBitmap bitmap, int orientation) =>
        (_bitmap, Layout, RedOffset) = (bitmap, PixelLayout.Of(orientation, bitmap.Width, bitmap.Height), bitmap.ColorType == SKColorType.Bgra8888 ? 2 : 0);

    /// <summary>An image of a column, which belongs to whoever made the column. It does not say how it should be turned.</summary>
    public Picture(MLImage image)
    {
        _image = image ?? throw ContentException.OfImage(null, "is missing");
        Layout = PixelLayout.Of(1, image.Width, image.Height);
        RedOffset = image.PixelFormat switch
        {
            MLPixelFormat.Rgba32 => 0,
            MLPixelFormat.Bgra32 => 2,
            _ => throw ContentException.OfImage(null, $"has a pixel format that is not known, {image.PixelFormat}"),
        };
    }

    /// <summary>Pixels in a row of the upright picture.</summary>
    public int Width => Layout.Width;

    /// <summary>Rows of pixels of the upright picture.</summary>
    public int Height => Layout.Height;

    /// <summary>Which byte of a pixel is red; blue is at 2 less that.</summary>
    public int RedOffset { get; }

    /// <summary>From stored pixels to upright ones.</summary>
    public PixelLayout Layout { get; }

    /// <summary>Pixels in a stored row.</summary>
    public int StoredWidth => _bitmap?.Width ?? _image!.Width;

    /// <summary>The stored pixels.</summary>
    public ReadOnlySpan<byte> Pixels => _bitmap is null ? _image!.Pixels : _bitmap.GetPixelSpan();

    public void Dispose() => _bitmap?.Dispose();
}
