namespace MLNetDeep.Tests.Support.Encodings;

/// <summary>Writes the formats that are a matter of a few lines: BMP in 24 bits, and GIF without compression.</summary>
internal static class OtherWriters
{
    public static byte[] Bmp(int width, int height, Func<int, int, (byte R, byte G, byte B)> colour)
    {
        var stride = ((3 * width) + 3) / 4 * 4;
        var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("BM"u8);
        foreach (var number in new[] { 54 + (stride * height), 0, 54, 40, width, height }) writer.Write(number);
        writer.Write((short)1);
        writer.Write((short)24);
        foreach (var number in new[] { 0, stride * height, 2835, 2835, 0, 0 }) writer.Write(number);
        for (var y = height - 1; y >= 0; y--)
        {
            for (var x = 0; x < width; x++)
            {
                var (r, g, b) = colour(x, y);
                writer.Write([b, g, r]);
            }
            writer.Write(new byte[stride - (3 * width)]);
        }
        return file.ToArray();
    }

    /// <summary>A GIF of at most 256 colours.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="palette">256 colours, three bytes each.</param>
    /// <param name="index">Which of them is at (x, y).</param>
    /// <param name="clear">The colour that is transparent; below 0 for none.</param>
    public static byte[] Gif(int width, int height, byte[] palette, Func<int, int, byte> index, int clear = -1)
    {
        var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("GIF89a"u8);
        writer.Write((short)width);
        writer.Write((short)height);
        writer.Write([0xF7, 0, 0, .. palette]);
        if (clear >= 0) writer.Write([0x21, 0xF9, 4, 1, 0, 0, (byte)clear, 0]);
        writer.Write([0x2C, 0, 0, 0, 0]);
        writer.Write((short)width);
        writer.Write((short)height);
        writer.Write([0, 8]);
        foreach (var part in Codes(width, height, index).Chunk(255)) writer.Write([(byte)part.Length, .. part]);
        writer.Write([0, 0x3B]);
        return file.ToArray();
    }

    // Codes of nine bits, with a fresh start before they would have to grow.
    private static IEnumerable<byte> Codes(int width, int height, Func<int, int, byte> index)
    {
        var codes = new List<int>();
        for (var i = 0; i < width * height; i++)
        {
            if (i % 200 == 0) codes.Add(256);
            codes.Add(index(i % width, i / width));
        }
        codes.Add(257);
        var (bits, count) = (0, 0);
        foreach (var code in codes)
        {
            bits |= code << count;
            for (count += 9; count >= 8; count -= 8, bits >>= 8) yield return (byte)bits;
        }
        if (count > 0) yield return (byte)bits;
    }
}
