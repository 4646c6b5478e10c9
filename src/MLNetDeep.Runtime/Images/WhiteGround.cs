namespace MLNetDeep.Runtime;

/// <summary>Lays pixels that let light through over white.</summary>
internal static class WhiteGround
{
    /// <summary>How the colours of a picture stand to its alpha.</summary>
    public enum Alpha
    {
        /// <summary>Every pixel is opaque.</summary>
        Opaque,

        /// <summary>Colours are multiplied by alpha, as decoders and ML.NET hand them out.</summary>
        Premultiplied,

        /// <summary>Colours are not multiplied by alpha: in pixels that a program made itself.</summary>
        Straight,
    }

    /// <summary>A colour above its alpha cannot have been multiplied by it.</summary>
    public static Alpha Find(ReadOnlySpan<byte> pixels)
    {
        var found = Alpha.Opaque;
        for (var i = 0; i < pixels.Length; i += Picture.BytesPerPixel)
        {
            var alpha = pixels[i + 3];
            if (alpha == byte.MaxValue) continue;
            if (pixels[i] > alpha || pixels[i + 1] > alpha || pixels[i + 2] > alpha) return Alpha.Straight;
            found = Alpha.Premultiplied;
        }
        return found;
    }

    /// <summary>Colours as they are seen on white.</summary>
    public static (byte R, byte G, byte B) Over(byte r, byte g, byte b, byte alpha, Alpha kind) => kind switch
    {
        Alpha.Premultiplied => (OfMultiplied(r, alpha), OfMultiplied(g, alpha), OfMultiplied(b, alpha)),
        Alpha.Straight => (OfStraight(r, alpha), OfStraight(g, alpha), OfStraight(b, alpha)),
        _ => (r, g, b),
    };

    private static byte OfMultiplied(byte colour, byte alpha) => (byte)(colour + byte.MaxValue - alpha);

    private static byte OfStraight(byte colour, byte alpha) => OfMultiplied((byte)(((colour * alpha) + 127) / byte.MaxValue), alpha);
}
