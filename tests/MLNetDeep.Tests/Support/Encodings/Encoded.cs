namespace MLNetDeep.Tests.Support.Encodings;

/// <summary>One picture in one encoding, and what is to be seen of it.</summary>
/// <param name="Name">The encoding.</param>
/// <param name="Bytes">The file.</param>
/// <param name="Seen">The colour at (x, y), upright and on white.</param>
/// <param name="Tolerance">How far a decoder may be from it: colours of JPEG are rounded twice.</param>
internal sealed record Encoded(string Name, byte[] Bytes, Func<int, int, (byte R, byte G, byte B)> Seen, int Tolerance = 0)
{
    /// <summary>All pictures have as many rows and columns.</summary>
    public const int Side = 16;

    private static readonly (byte R, byte G, byte B)[] Colours = [(200, 30, 40), (40, 190, 60), (20, 60, 210), (240, 220, 30)];

    /// <summary>Every encoding that is read, each of a picture whose quarters differ.</summary>
    public static IReadOnlyList<Encoded> All { get; } = [.. Png(), .. Jpeg(), .. Others()];

    /// <summary>A JPEG stored so that a viewer that minds the EXIF orientation shows the quarters in their places.</summary>
    public static Encoded Turned(int orientation) => new($"jpeg, orientation {orientation}",
        JpegWriter.Write(2, (x, y) => [Shade(Stored(orientation, x, y))], orientation), (x, y) => Same(Shade(Quarter(x, y))), 1);

    /// <summary>The planes that a network sees of it.</summary>
    public byte[] Planes(int channels = 3)
    {
        var planes = new byte[channels * Side * Side];
        for (var y = 0; y < Side; y++)
            for (var x = 0; x < Side; x++)
            {
                var (r, g, b) = Seen(x, y);
                var at = (y * Side) + x;
                (planes[at], planes[(Side * Side) + at], planes[(2 * Side * Side) + at]) = (r, g, b);
            }
        return planes;
    }

    private static IEnumerable<Encoded> Png()
    {
        byte[] palette = [.. Colours.SelectMany(c => new[] { c.R, c.G, c.B })];
        yield return new("png", Png(PngWriter.Colour, 8, c => [c.R, c.G, c.B]), Colour);
        yield return new("png, 16 bits", Png(PngWriter.Colour, 16, c => [257 * c.R, 257 * c.G, 257 * c.B]), Colour);
        yield return new("png, palette", PngWriter.Write(Side, Side, PngWriter.Palette, 8, (x, y) => [Quarter(x, y)], palette), Colour);
        yield return new("png, palette, transparent", PngWriter.Write(Side, Side, PngWriter.Palette, 8, (x, y) => [Quarter(x, y)], palette, [255, 0]),
            (x, y) => Quarter(x, y) == 1 ? Same(255) : Colour(x, y));
        yield return new("png, grey", PngWriter.Write(Side, Side, PngWriter.Grey, 8, (x, y) => [Shade(Quarter(x, y))]), (x, y) => Same(Shade(Quarter(x, y))));
        yield return new("png, grey, 16 bits", PngWriter.Write(Side, Side, PngWriter.Grey, 16, (x, y) => [257 * Shade(Quarter(x, y))]), (x, y) => Same(Shade(Quarter(x, y))));
        yield return new("png, grey with alpha", PngWriter.Write(Side, Side, PngWriter.GreyAlpha, 8, (x, y) => [0, 255 - Shade(Quarter(x, y))]), (x, y) => Same(Shade(Quarter(x, y))));
        yield return new("png, opaque alpha", Png(PngWriter.ColourAlpha, 8, c => [c.R, c.G, c.B, 255]), Colour);
        yield return new("png, alpha", Png(PngWriter.ColourAlpha, 8, c => [c.R, c.G, c.B, 51]), (x, y) => Faint(Colour(x, y)), 1);
        yield return new("png, black on nothing", PngWriter.Write(Side, Side, PngWriter.ColourAlpha, 8, (x, y) => [0, 0, 0, Quarter(x, y) == 0 ? 255 : 0]),
            (x, y) => Same(Quarter(x, y) == 0 ? (byte)0 : (byte)255));
    }

    private static IEnumerable<Encoded> Jpeg()
    {
        yield return new("jpeg", JpegWriter.Write(2, (x, y) => YCbCr(Colours[x + (2 * y)])), Colour, 3);
        yield return new("jpeg, grey", JpegWriter.Write(2, (x, y) => [Shade(x + (2 * y))]), (x, y) => Same(Shade(Quarter(x, y))), 1);
        yield return new("jpeg, cmyk", JpegWriter.Write(2, (x, y) => [Colours[x + (2 * y)].R, Colours[x + (2 * y)].G, Colours[x + (2 * y)].B, 255]), Colour, 3);
    }

    private static IEnumerable<Encoded> Others()
    {
        byte[] palette = [.. Colours.SelectMany(c => new[] { c.R, c.G, c.B }), .. new byte[3 * 252]];
        yield return new("bmp", OtherWriters.Bmp(Side, Side, Colour), Colour);
        yield return new("gif", OtherWriters.Gif(Side, Side, palette, (x, y) => (byte)Quarter(x, y)), Colour);
        yield return new("gif, transparent", OtherWriters.Gif(Side, Side, palette, (x, y) => (byte)Quarter(x, y), clear: 2), (x, y) => Quarter(x, y) == 2 ? Same(255) : Colour(x, y));
        using var image = Pictures.Make(Side, Side, Colour);
        yield return new("webp", Pictures.Encoded(image, ".webp"), Colour);
    }

    private static byte[] Png(byte kind, int bits, Func<(byte R, byte G, byte B), int[]> numbers) =>
        PngWriter.Write(Side, Side, kind, bits, (x, y) => numbers(Colour(x, y)));

    private static (byte R, byte G, byte B) Colour(int x, int y) => Colours[Quarter(x, y)];

    private static int Quarter(int x, int y) => (x < Side / 2 ? 0 : 1) + (y < Side / 2 ? 0 : 2);

    private static byte Shade(int quarter) => (byte)(30 + (70 * quarter));

    private static (byte R, byte G, byte B) Same(byte value) => (value, value, value);

    private static (byte R, byte G, byte B) Faint((byte R, byte G, byte B) c) => ((byte)(204 + (c.R / 5)), (byte)(204 + (c.G / 5)), (byte)(204 + (c.B / 5)));

    private static byte[] YCbCr((byte R, byte G, byte B) c) =>
    [
        (byte)Math.Round((0.299 * c.R) + (0.587 * c.G) + (0.114 * c.B)),
        (byte)Math.Round(128 - (0.168736 * c.R) - (0.331264 * c.G) + (0.5 * c.B)),
        (byte)Math.Round(128 + (0.5 * c.R) - (0.418688 * c.G) - (0.081312 * c.B)),
    ];

    // Which quarter of the upright picture is stored at a place, by the names that EXIF gives the sides: "row 0 is the right-hand side", and so on.
    private static int Stored(int orientation, int x, int y)
    {
        var (column, row) = orientation switch
        {
            2 => (1 - x, y),
            3 => (1 - x, 1 - y),
            4 => (x, 1 - y),
            5 => (y, x),
            6 => (1 - y, x),
            7 => (1 - y, 1 - x),
            8 => (y, 1 - x),
            _ => (x, y),
        };
        return column + (2 * row);
    }
}
