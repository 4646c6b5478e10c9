using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>
/// Views in a binary file: a schema with its annotations, then row by row the values. Columns of types that only their
/// makers know are left out.
/// </summary>
internal static class BinaryFormat
{
    private const ulong Signature = 0x415441444D544D43; // "CMTMDATA"
    private const byte VectorTag = 100;
    private const byte KeyTag = 101;
    private const byte RowIdTag = 102;

    public static BinaryReader OpenReader(Stream stream) => new(stream, new UTF8Encoding(false), leaveOpen: true);

    public static void WriteSchema(Stream stream, DataViewSchema schema, bool keepHidden)
    {
        using var writer = new BinaryWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        WriteSchema(writer, [.. Savable(schema, keepHidden)]);
    }

    public static IEnumerable<DataViewSchema.Column> Savable(DataViewSchema schema, bool keepHidden)
        => schema.Where(c => (keepHidden || !c.IsHidden) && ValueCodecs.Has(c.Type));

    public static DataViewSchema ReadSchema(Stream stream)
    {
        using BinaryReader reader = OpenReader(stream);
        return ReadSchema(reader);
    }

    public static void WriteSchema(BinaryWriter writer, DataViewSchema.Column[] columns)
    {
        writer.Write(Signature);
        WriteColumns(writer, columns);
    }

    public static DataViewSchema ReadSchema(BinaryReader reader)
    {
        try
        {
            Contracts.CheckDecode(reader.ReadUInt64() == Signature, "Not a binary data file");
            return ReadColumns(reader);
        }
        catch (EndOfStreamException e)
        {
            throw Contracts.ExceptDecode(null, e, "Corrupt binary data file");
        }
    }

    private static void WriteColumns(BinaryWriter writer, DataViewSchema.Column[] columns)
    {
        writer.Write(columns.Length);
        foreach (DataViewSchema.Column column in columns)
        {
            writer.Write(column.Name);
            WriteType(writer, column.Type);
            DataViewSchema.Column[] annotations = [.. Savable(column.Annotations.Schema, true)];
            writer.Write(annotations.Length);
            foreach (DataViewSchema.Column annotation in annotations)
            {
                writer.Write(annotation.Name);
                WriteType(writer, annotation.Type);
                Action<BinaryWriter, DataViewSchema.Annotations, DataViewSchema.Column> write
                    = annotation.Type is VectorDataViewType ? WriteVector<int> : WriteScalar<int>;
                Utils.MarshalActionInvoke(
                    write, annotation.Type.GetItemType().RawType, writer, column.Annotations, annotation);
            }
        }
    }

    private static DataViewSchema ReadColumns(BinaryReader reader)
    {
        var schema = new DataViewSchema.Builder();
        int count = reader.ReadInt32();
        for (int i = 0; i < count; i++)
        {
            string name = reader.ReadString();
            DataViewType type = ReadType(reader);
            var annotations = new DataViewSchema.Annotations.Builder();
            int annotationCount = reader.ReadInt32();
            for (int j = 0; j < annotationCount; j++)
            {
                string kind = reader.ReadString();
                DataViewType annotationType = ReadType(reader);
                Func<BinaryReader, Delegate> read = annotationType is VectorDataViewType ? ReadVector<int> : ReadScalar<int>;
                annotations.Add(
                    kind, annotationType, Utils.MarshalInvoke(read, annotationType.GetItemType().RawType, reader));
            }

            schema.AddColumn(name, type, annotations.ToAnnotations());
        }

        return schema.ToSchema();
    }

    private static void WriteScalar<T>(
        BinaryWriter writer, DataViewSchema.Annotations annotations, DataViewSchema.Column annotation)
    {
        T value = default!;
        annotations.GetGetter<T>(annotation)(ref value);
        ValueCodecs.Of<T>().Write(writer, value);
    }

    private static void WriteVector<T>(
        BinaryWriter writer, DataViewSchema.Annotations annotations, DataViewSchema.Column annotation)
    {
        VBuffer<T> value = default;
        annotations.GetGetter<VBuffer<T>>(annotation)(ref value);
        ValueCodecs.WriteVector(writer, value, ValueCodecs.Of<T>());
    }

    private static Delegate ReadScalar<T>(BinaryReader reader)
    {
        T value = ValueCodecs.Of<T>().Read(reader);
        return (ValueGetter<T>)((ref T destination) => destination = value);
    }

    private static Delegate ReadVector<T>(BinaryReader reader)
    {
        VBuffer<T> value = default;
        ValueCodecs.ReadVector(reader, ref value, ValueCodecs.Of<T>());
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> destination) => value.CopyTo(ref destination));
    }

    private static void WriteType(BinaryWriter writer, DataViewType type)
    {
        switch (type)
        {
            case VectorDataViewType vector:
                writer.Write(VectorTag);
                WriteType(writer, vector.ItemType);
                writer.Write(vector.Dimensions.Length);
                foreach (int dimension in vector.Dimensions)
                    writer.Write(dimension);
                break;
            case KeyDataViewType key:
                writer.Write(KeyTag);
                WriteType(writer, ColumnTypeExtensions.PrimitiveTypeFromType(key.RawType));
                writer.Write(key.Count);
                break;
            default:
                writer.Write(type.RawType.TryGetDataKind(out DataKind kind) ? (byte)kind : RowIdTag);
                break;
        }
    }

    private static DataViewType ReadType(BinaryReader reader)
    {
        byte tag = reader.ReadByte();
        switch (tag)
        {
            case VectorTag:
                var item = (PrimitiveDataViewType)ReadType(reader);
                var dimensions = new int[reader.ReadInt32()];
                for (int i = 0; i < dimensions.Length; i++)
                    dimensions[i] = reader.ReadInt32();
                return new VectorDataViewType(item, dimensions);
            case KeyTag:
                return new KeyDataViewType(ReadType(reader).RawType, reader.ReadUInt64());
            case RowIdTag:
                return RowIdDataViewType.Instance;
            default:
                Contracts.CheckDecode(Enum.IsDefined((DataKind)tag), "Corrupt binary data file");
                return ColumnTypeExtensions.PrimitiveTypeFromKind((DataKind)tag);
        }
    }
}
