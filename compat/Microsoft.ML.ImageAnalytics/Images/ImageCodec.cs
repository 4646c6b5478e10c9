using Microsoft.ML.Native;

namespace Microsoft.ML.Data;

/// <summary>Turns files in memory into pixels (BGRA, premultiplied by alpha) and back, with libgd.</summary>
internal static unsafe class ImageCodec
{
    /// <summary>Gives null when the bytes are no image of a known format, or a broken one.</summary>
    internal static byte[]? Decode(ReadOnlySpan<byte> file, out int width, out int height)
    {
        (width, height) = (0, 0);
        Gd.Image* image = Open(file);
        if (image == null)
            return null;
        try
        {
            if (image->TrueColor == 0 && Gd.gdImagePaletteToTrueColor(image) == 0)
                return null;
            (width, height) = (image->Width, image->Height);
            return CopyPixels(image);
        }
        finally
        {
            Gd.gdImageDestroy(image);
        }
    }

    internal static byte[] Encode(ReadOnlySpan<byte> bgra, int width, int height, string extension)
    {
        Gd.Image* image = Gd.gdImageCreateTrueColor(width, height);
        if (image == null)
            throw new OutOfMemoryException($"No memory for an image of {width} x {height} pixels");
        try
        {
            FillPixels(image, bgra);
            return Write(image, extension);
        }
        finally
        {
            Gd.gdImageDestroy(image);
        }
    }

    internal static bool CanEncode(string extension) => extension is ".png" or ".jpg" or ".jpeg" or ".bmp";

    private static Gd.Image* Open(ReadOnlySpan<byte> file)
    {
        fixed (byte* data = file)
        {
            if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]))
                return Gd.gdImageCreateFromJpegPtr(file.Length, data);
            if (file.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]))
                return Gd.gdImageCreateFromPngPtr(file.Length, data);
            if (file.StartsWith("BM"u8))
                return Gd.gdImageCreateFromBmpPtr(file.Length, data);
            if (file.StartsWith("GIF8"u8))
                return Gd.gdImageCreateFromGifPtr(file.Length, data);
            if (file.StartsWith("RIFF"u8))
                return Gd.gdImageCreateFromWebpPtr(file.Length, data);
            return null;
        }
    }

    // libgd keeps a pixel as 0xAARRGGBB with 7 bits of alpha, 0 being opaque.
    private static byte[] CopyPixels(Gd.Image* image)
    {
        int width = image->Width;
        byte[] pixels = GC.AllocateUninitializedArray<byte>(checked(width * image->Height * 4));
        fixed (byte* start = pixels)
        {
            uint* target = (uint*)start;
            for (int y = 0; y < image->Height; y++)
            {
                uint* row = image->TruePixels[y];
                for (int x = 0; x < width; x++)
                {
                    uint pixel = row[x];
                    *target++ = pixel <= 0xFFFFFF ? pixel | 0xFF000000 : Premultiply(pixel);
                }
            }
        }
        return pixels;
    }

    private static uint Premultiply(uint pixel)
    {
        uint transparency = pixel >> 24 & 0x7F;
        uint alpha = 255 - (transparency << 1 | transparency >> 6);
        uint red = ((pixel >> 16 & 0xFF) * alpha + 127) / 255;
        uint green = ((pixel >> 8 & 0xFF) * alpha + 127) / 255;
        uint blue = ((pixel & 0xFF) * alpha + 127) / 255;
        return alpha << 24 | red << 16 | green << 8 | blue;
    }

    private static void FillPixels(Gd.Image* image, ReadOnlySpan<byte> bgra)
    {
        Gd.gdImageSaveAlpha(image, 1);
        fixed (byte* start = bgra)
        {
            uint* source = (uint*)start;
            for (int y = 0; y < image->Height; y++)
            {
                for (int x = 0; x < image->Width; x++)
                    image->TruePixels[y][x] = Unpremultiply(*source++);
            }
        }
    }

    private static uint Unpremultiply(uint pixel)
    {
        uint alpha = pixel >> 24;
        if (alpha == 255)
            return pixel & 0xFFFFFF;
        if (alpha == 0)
            return 0x7F000000;
        uint red = Math.Min(255, (pixel >> 16 & 0xFF) * 255 / alpha);
        uint green = Math.Min(255, (pixel >> 8 & 0xFF) * 255 / alpha);
        uint blue = Math.Min(255, (pixel & 0xFF) * 255 / alpha);
        return 127 - (alpha >> 1) << 24 | red << 16 | green << 8 | blue;
    }

    private static byte[] Write(Gd.Image* image, string extension)
    {
        int size = 0;
        byte* file = extension switch
        {
            ".png" => Gd.gdImagePngPtr(image, &size),
            ".bmp" => Gd.gdImageBmpPtr(image, &size, 0),
            _ => Gd.gdImageJpegPtr(image, &size, 100),
        };
        if (file == null)
            throw new InvalidOperationException($"The image could not be written as {extension}");
        try
        {
            return new ReadOnlySpan<byte>(file, size).ToArray();
        }
        finally
        {
            Gd.gdFree(file);
        }
    }
}
