using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Writes single values, and their types, into a model and reads them back.</summary>
internal static class ItemCodec
{
    private const byte KeyFlag = 0x80;

    internal static void WriteType(BinaryWriter writer, PrimitiveDataViewType type)
    {
        Contracts.Check(type.RawType.TryGetDataKind(out DataKind kind), $"Values of type {type} cannot be saved.");
        writer.Write((byte)((byte)kind | (type is KeyDataViewType ? KeyFlag : 0)));
        if (type is KeyDataViewType key)
            writer.Write(key.Count);
    }

    internal static PrimitiveDataViewType ReadType(BinaryReader reader)
    {
        byte code = reader.ReadByte();
        PrimitiveDataViewType type = ColumnTypeExtensions.PrimitiveTypeFromKind((DataKind)(code & ~KeyFlag));
        return (code & KeyFlag) == 0 ? type : new KeyDataViewType(type.RawType, reader.ReadUInt64());
    }

    internal static Action<BinaryWriter, T> Writer<T>() => (Action<BinaryWriter, T>)CodecOf<T>().Write;

    internal static Func<BinaryReader, T> Reader<T>() => (Func<BinaryReader, T>)CodecOf<T>().Read;

    private static (Delegate Write, Delegate Read) CodecOf<T>() => s_codecs.TryGetValue(typeof(T), out var codec)
        ? codec
        : throw Contracts.Except($"Values of type {typeof(T)} cannot be saved.");

    private static readonly Dictionary<Type, (Delegate Write, Delegate Read)> s_codecs = new()
    {
        [typeof(sbyte)] = Codec((w, v) => w.Write(v), r => r.ReadSByte()),
        [typeof(byte)] = Codec((w, v) => w.Write(v), r => r.ReadByte()),
        [typeof(short)] = Codec((w, v) => w.Write(v), r => r.ReadInt16()),
        [typeof(ushort)] = Codec((w, v) => w.Write(v), r => r.ReadUInt16()),
        [typeof(int)] = Codec((w, v) => w.Write(v), r => r.ReadInt32()),
        [typeof(uint)] = Codec((w, v) => w.Write(v), r => r.ReadUInt32()),
        [typeof(long)] = Codec((w, v) => w.Write(v), r => r.ReadInt64()),
        [typeof(ulong)] = Codec((w, v) => w.Write(v), r => r.ReadUInt64()),
        [typeof(float)] = Codec((w, v) => w.Write(v), r => r.ReadSingle()),
        [typeof(double)] = Codec((w, v) => w.Write(v), r => r.ReadDouble()),
        [typeof(bool)] = Codec((w, v) => w.Write(v), r => r.ReadBoolean()),
        [typeof(ReadOnlyMemory<char>)] = Codec((w, v) => w.Write(v.ToString()), r => r.ReadString().AsMemory()),
        [typeof(DateTime)] = Codec((w, v) => w.Write(v.Ticks), r => new DateTime(r.ReadInt64())),
        [typeof(TimeSpan)] = Codec((w, v) => w.Write(v.Ticks), r => new TimeSpan(r.ReadInt64())),
        [typeof(DateTimeOffset)] = Codec<DateTimeOffset>(
            (w, v) =>
            {
                w.Write(v.Ticks);
                w.Write(v.Offset.Ticks);
            },
            r => new DateTimeOffset(r.ReadInt64(), new TimeSpan(r.ReadInt64()))),
    };

    private static (Delegate, Delegate) Codec<T>(Action<BinaryWriter, T> write, Func<BinaryReader, T> read) => (write, read);
}
