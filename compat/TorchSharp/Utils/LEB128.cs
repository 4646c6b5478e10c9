namespace TorchSharp.Utils;

/// <summary>Whole numbers in as few bytes as they need, seven bits in each.</summary>
internal static class LEB128
{
    public static void Encode(this BinaryWriter writer, long value)
    {
        var rest = (ulong)value;
        do
        {
            var low = (byte)(rest & 0x7f);
            rest >>= 7;
            writer.Write(rest == 0 ? low : (byte)(low | 0x80));
        }
        while (rest != 0);
    }

    public static long Decode(this BinaryReader reader)
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = reader.ReadByte();
            value |= (ulong)(next & 0x7f) << shift;
            if ((next & 0x80) == 0)
                return (long)value;
        }
        throw new InvalidDataException("A number in the stream is longer than 64 bits: this is not a file of tensors.");
    }
}
