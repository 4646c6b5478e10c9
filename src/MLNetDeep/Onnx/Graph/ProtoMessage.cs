using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace MLNetDeep.Onnx.Graph;

/// <summary>
/// A protobuf message about to be written. Fields keep the order they were added in, large payloads are kept by reference,
/// and sizes are computed before the first byte goes out, so that nothing is written twice.
/// </summary>
internal sealed class ProtoMessage
{
    private const int Varint = 0, Fixed32 = 5, LengthDelimited = 2;
    private readonly List<Field> _fields = [];

    /// <summary>Adds an integer, an enumeration value or a boolean.</summary>
    public ProtoMessage Add(int number, long value) => Add(new Field(number, Varint, (ulong)value));

    /// <summary>Adds a 32-bit real.</summary>
    public ProtoMessage Add(int number, float value) =>
        Add(new Field(number, Fixed32, BitConverter.SingleToUInt32Bits(value)));

    /// <summary>Adds a text.</summary>
    public ProtoMessage Add(int number, string text) => Add(number, Encoding.UTF8.GetBytes(text).AsMemory());

    /// <summary>Adds bytes, which must not change until the message is written.</summary>
    public ProtoMessage Add(int number, ReadOnlyMemory<byte> bytes) =>
        Add(new Field(number, LengthDelimited, Bytes: bytes));

    /// <summary>Adds a message inside this one.</summary>
    public ProtoMessage Add(int number, ProtoMessage message) =>
        Add(new Field(number, LengthDelimited, Message: message));

    /// <summary>Adds one field for each item, as protobuf writes what is repeated.</summary>
    public ProtoMessage AddEach<T>(IEnumerable<T> items, Action<ProtoMessage, T> add)
    {
        foreach (var item in items)
            add(this, item);
        return this;
    }

    /// <summary>Writes the whole message.</summary>
    public byte[] ToArray()
    {
        var sizes = new Dictionary<ProtoMessage, long>();
        using var stream = new MemoryStream(checked((int)Measure(sizes)));
        Write(stream, sizes);
        return stream.Length == stream.Capacity ? stream.GetBuffer() : stream.ToArray();
    }

    private ProtoMessage Add(Field field)
    {
        _fields.Add(field);
        return this;
    }

    private long Measure(Dictionary<ProtoMessage, long> sizes)
    {
        long size = 0;
        foreach (var field in _fields)
            size += VarintSize(field.Tag) + PayloadSize(field, sizes);
        return sizes[this] = size;
    }

    private static long PayloadSize(Field field, Dictionary<ProtoMessage, long> sizes)
    {
        if (field.Wire == Varint)
            return VarintSize(field.Number);
        if (field.Wire == Fixed32)
            return sizeof(uint);
        long length = field.Message?.Measure(sizes) ?? field.Bytes.Length;
        return VarintSize((ulong)length) + length;
    }

    private static int VarintSize(ulong value) => (BitOperations.Log2(value | 1) / 7) + 1;

    private void Write(Stream stream, Dictionary<ProtoMessage, long> sizes)
    {
        foreach (var field in _fields)
        {
            WriteVarint(stream, field.Tag);
            switch (field.Wire)
            {
                case Varint: WriteVarint(stream, field.Number); break;
                case Fixed32: WriteFixed32(stream, (uint)field.Number); break;
                default: WriteLengthDelimited(stream, field, sizes); break;
            }
        }
    }

    private static void WriteLengthDelimited(Stream stream, Field field, Dictionary<ProtoMessage, long> sizes)
    {
        if (field.Message is { } message)
        {
            WriteVarint(stream, (ulong)sizes[message]);
            message.Write(stream, sizes);
        }
        else
        {
            WriteVarint(stream, (ulong)field.Bytes.Length);
            stream.Write(field.Bytes.Span);
        }
    }

    private static void WriteFixed32(Stream stream, uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        stream.Write(bytes);
    }

    private static void WriteVarint(Stream stream, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            stream.WriteByte((byte)(value | 0x80));
        stream.WriteByte((byte)value);
    }

    private readonly record struct Field(
        int FieldNumber, int Wire, ulong Number = 0, ReadOnlyMemory<byte> Bytes = default, ProtoMessage? Message = null)
    {
        public ulong Tag => (ulong)((FieldNumber << 3) | Wire);
    }
}
