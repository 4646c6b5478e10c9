namespace MLNetDeep.Tests.Support.Encodings;

/// <summary>
/// Writes baseline JPEG whose blocks of 8 × 8 pixels are of one colour each, so that a few Huffman codes do: of one, three or four components.
/// Four are the inks of a printer, inverted as Adobe writes them.
/// </summary>
internal static class JpegWriter
{
    // Nine lengths of numbers, all with codes of four bits; of other coefficients only the end of a block.
    private static readonly byte[] Lengths = [0, 1, 2, 3, 4, 5, 6, 7, 8];

    /// <summary>Writes an image.</summary>
    /// <param name="side">Blocks in a row, and rows of them.</param>
    /// <param name="block">The components of the block at (x, y), as they are stored.</param>
    /// <param name="orientation">The EXIF orientation; 0 for none.</param>
    public static byte[] Write(int side, Func<int, int, byte[]> block, int orientation = 0)
    {
        var parts = block(0, 0).Length;
        var file = new List<byte> { 0xFF, 0xD8 };
        if (orientation > 0) Segment(file, 0xE1, [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0]);
        // Without this mark four components are not taken as inverted, and without a word about transforms three are taken as YCbCr.
        if (parts == 4) Segment(file, 0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0]);
        Segment(file, 0xDB, [0, .. Enumerable.Repeat((byte)8, 64)]);
        Segment(file, 0xC0, [8, 0, (byte)(8 * side), 0, (byte)(8 * side), (byte)parts, .. Enumerable.Range(1, parts).SelectMany(i => new byte[] { (byte)i, 0x11, 0 })]);
        Segment(file, 0xC4, [0x00, 0, 0, 0, 9, .. new byte[12], .. Lengths]);
        Segment(file, 0xC4, [0x10, 1, .. new byte[15], 0]);
        Segment(file, 0xDA, [(byte)parts, .. Enumerable.Range(1, parts).SelectMany(i => new byte[] { (byte)i, 0 }), 0, 63, 0]);
        file.AddRange(Scan(side, parts, block));
        file.AddRange([0xFF, 0xD9]);
        return [.. file];
    }

    private static IEnumerable<byte> Scan(int side, int parts, Func<int, int, byte[]> block)
    {
        var bits = new List<bool>();
        var before = new int[parts];
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
                for (var c = 0; c < parts; c++)
                {
                    var value = block(x, y)[c] - 128;
                    Number(bits, value - before[c]);
                    before[c] = value;
                    bits.Add(false);
                }
        while (bits.Count % 8 != 0) bits.Add(true);
        foreach (var eight in bits.Chunk(8))
        {
            var value = (byte)eight.Aggregate(0, (sum, bit) => (2 * sum) + (bit ? 1 : 0));
            yield return value;
            if (value == 0xFF) yield return 0;
        }
    }

    private static void Number(List<bool> bits, int value)
    {
        var length = 32 - int.LeadingZeroCount(Math.Abs(value));
        Bits(bits, length, 4);
        Bits(bits, value < 0 ? value + (1 << length) - 1 : value, length);
    }

    private static void Bits(List<bool> bits, int value, int count)
    {
        for (var i = count - 1; i >= 0; i--) bits.Add(((value >> i) & 1) != 0);
    }

    private static void Segment(List<byte> file, byte marker, byte[] content) =>
        file.AddRange([0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content]);
}
