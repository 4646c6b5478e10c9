using System.Buffers;

namespace Microsoft.ML.Data;

/// <summary>How values of a .NET type are written to and read from a binary file.</summary>
internal sealed class ValueCodec<T>(Action<BinaryWriter, T> write, Func<BinaryReader, T> read)
{
    public Action<BinaryWriter, T> Write { get; } = write;

    public Func<BinaryReader, T> Read { get; } = read;
}

/// <summary>The codecs of the types that columns have.</summary>
internal static class ValueCodecs
{
    private static readonly Dictionary<Type, object> s_codecs = new()
    {
        [typeof(sbyte)] = new ValueCodec<sbyte>((w, v) => w.Write(v), r => r.ReadSByte()),
        [typeof(byte)] = new ValueCodec<byte>((w, v) => w.Write(v), r => r.ReadByte()),
        [typeof(short)] = new ValueCodec<short>((w, v) => w.Write(v), r => r.ReadInt16()),
        [typeof(ushort)] = new ValueCodec<ushort>((w, v) => w.Write(v), r => r.ReadUInt16()),
        [typeof(int)] = new ValueCodec<int>((w, v) => w.Write(v), r => r.ReadInt32()),
        [typeof(uint)] = new ValueCodec<uint>((w, v) => w.Write(v), r => r.ReadUInt32()),
        [typeof(long)] = new ValueCodec<long>((w, v) => w.Write(v), r => r.ReadInt64()),
        [typeof(ulong)] = new ValueCodec<ulong>((w, v) => w.Write(v), r => r.ReadUInt64()),
        [typeof(float)] = new ValueCodec<float>((w, v) => w.Write(v), r => r.ReadSingle()),
        [typeof(double)] = new ValueCodec<double>((w, v) => w.Write(v), r => r.ReadDouble()),
        [typeof(bool)] = new ValueCodec<bool>((w, v) => w.Write(v), r => r.ReadBoolean()),
        [typeof(ReadOnlyMemory<char>)] = new ValueCodec<ReadOnlyMemory<char>>(WriteText, r => r.ReadString().AsMemory()),
        [typeof(TimeSpan)] = new ValueCodec<TimeSpan>((w, v) => w.Write(v.Ticks), r => new TimeSpan(r.ReadInt64())),
        [typeof(DateTime)] = new ValueCodec<DateTime>((w, v) => w.Write(v.Ticks), r => new DateTime(r.ReadInt64())),
        [typeof(DateTimeOffset)] = new ValueCodec<DateTimeOffset>(
            (w, v) =>
            {
                w.Write(v.Ticks);
                w.Write(v.Offset.Ticks);
            },
            r => new DateTimeOffset(r.ReadInt64(), new TimeSpan(r.ReadInt64()))),
        [typeof(DataViewRowId)] = new ValueCodec<DataViewRowId>(
            (w, v) =>
            {
                w.Write(v.Low);
                w.Write(v.High);
            },
            r => new DataViewRowId(r.ReadUInt64(), r.ReadUInt64())),
    };

    public static bool Has(DataViewType type) => s_codecs.ContainsKey(type.GetItemType().RawType);

    public static ValueCodec<T> Of<T>() => (ValueCodec<T>)s_codecs[typeof(T)];

    public static void WriteVector<T>(BinaryWriter writer, in VBuffer<T> value, ValueCodec<T> codec)
    {
        writer.Write(value.Length);
        ReadOnlySpan<T> values = value.GetValues();
        writer.Write(values.Length);
        foreach (int index in value.GetIndices())
            writer.Write(index);
        foreach (T item in values)
            codec.Write(writer, item);
    }

    public static void ReadVector<T>(BinaryReader reader, ref VBuffer<T> value, ValueCodec<T> codec)
    {
        int length = reader.ReadInt32();
        int count = reader.ReadInt32();
        VBufferEditor<T> editor = VBufferEditor.Create(ref value, length, count);
        for (int i = 0; i < editor.Indices.Length; i++)
            editor.Indices[i] = reader.ReadInt32();
        for (int i = 0; i < count; i++)
            editor.Values[i] = codec.Read(reader);
        value = editor.Commit();
    }

    private static void WriteText(BinaryWriter writer, ReadOnlyMemory<char> text)
    {
        int max = System.Text.Encoding.UTF8.GetMaxByteCount(text.Length);
        byte[] bytes = ArrayPool<byte>.Shared.Rent(max);
        int count = System.Text.Encoding.UTF8.GetBytes(text.Span, bytes);
        writer.Write7BitEncodedInt(count);
        writer.Write(bytes, 0, count);
        ArrayPool<byte>.Shared.Return(bytes);
    }
}
