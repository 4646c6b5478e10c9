using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MLNetDeep.Tests.Support.Encodings;

/// <summary>Writes PNG of any kind of pixel: nothing at hand writes palettes, 16 bits or grey with alpha.</summary>
internal static class PngWriter
{
    public const byte Grey = 0, Colour = 2, Palette = 3, GreyAlpha = 4, ColourAlpha = 6;

    /// <summary>Writes an image.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="kind">The kind of pixel.</param>
    /// <param name="bits">Bits of each number, 8 or 16.</param>
    /// <param name="pixel">The numbers of the pixel at (x, y), as they are stored.</param>
    /// <param name="palette">Colours, three bytes each; of kind Palette.</param>
    /// <param name="alphas">Alphas of these colours; null for none.</param>
    public static byte[] Write(int width, int height, byte kind, int bits, Func<int, int, int[]> pixel, byte[]? palette = null, byte[]? alphas = null)
    {
        var rows = new MemoryStream();
        for (var y = 0; y < height; y++)
        {
            rows.WriteByte(0);
            for (var x = 0; x < width; x++)
                foreach (var number in pixel(x, y))
                {
                    if (bits == 16) rows.WriteByte((byte)(number >> 8));
                    rows.WriteByte((byte)number);
                }
        }
        return Write(width, height, kind, bits, rows.ToArray(), palette, alphas);
    }

    /// <summary>A file that states a size and has next to nothing behind it.</summary>
    public static byte[] Claim(int width, int height) => Write(width, height, Colour, 8, new byte[64], null, null);

    private static byte[] Write(int width, int height, byte kind, int bits, byte[] rows, byte[]? palette, byte[]? alphas)
    {
        var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = ((byte)bits, kind);
        Chunk(file, "IHDR", header);
        if (palette is not null) Chunk(file, "PLTE", palette);
        if (alphas is not null) Chunk(file, "tRNS", alphas);
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest)) zlib.Write(rows);
        Chunk(file, "IDAT", packed.ToArray());
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    private static void Chunk(Stream file, string name, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. content];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(named);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(named));
        file.Write(number);
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
