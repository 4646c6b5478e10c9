using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        Contracts.CheckValue(ctx, nameof(ctx));
        ctx.SetLoader(typeof(TextLoader));
        BinaryWriter writer = ctx.Writer;
        writer.Write(_options.AllowQuoting);
        writer.Write(_options.AllowSparse);
        writer.Write(_options.InputSize ?? 0);
        writer.Write(new string(_options.Separators));
        writer.Write(_options.DecimalMarker);
        writer.Write(_options.TrimWhitespace);
        writer.Write(_options.MaxRows ?? 0);
        writer.Write(_options.MissingRealsAsNaNs);
        writer.Write(_options.HasHeader);
        writer.Write(_options.ReadMultilines);
        writer.Write(_options.EscapeChar);
        writer.Write(_header ?? "");
        writer.Write(_columns.Length);
        foreach (TextColumn column in _columns)
            Write(writer, column);
    }

    private static void Write(BinaryWriter writer, TextColumn column)
    {
        writer.Write(column.Name);
        Contracts.Check(column.ItemType.RawType.TryGetDataKind(out DataKind kind));
        writer.Write((byte)kind);
        writer.Write(column.ItemType is KeyDataViewType key ? key.Count : 0);
        writer.Write(column.IsVector);
        writer.Write(column.Segments.Length);
        foreach ((int min, int max) in column.Segments)
        {
            writer.Write(min);
            writer.Write(max);
        }
    }

    private static object Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        BinaryReader reader = ctx.Reader;
        var options = new Options
        {
            AllowQuoting = reader.ReadBoolean(),
            AllowSparse = reader.ReadBoolean(),
            InputSize = reader.ReadInt32() is > 0 and int size ? size : null,
            Separators = reader.ReadString().ToCharArray(),
            DecimalMarker = reader.ReadChar(),
            TrimWhitespace = reader.ReadBoolean(),
            MaxRows = reader.ReadInt64() is > 0 and long rows ? rows : null,
            MissingRealsAsNaNs = reader.ReadBoolean(),
            HasHeader = reader.ReadBoolean(),
            ReadMultilines = reader.ReadBoolean(),
            EscapeChar = reader.ReadChar(),
        };
        string header = reader.ReadString();
        var columns = new TextColumn[reader.ReadInt32()];
        for (int i = 0; i < columns.Length; i++)
            columns[i] = ReadColumn(reader);
        return new TextLoader(env, options, columns, header.Length == 0 ? null : header);
    }

    private static TextColumn ReadColumn(BinaryReader reader)
    {
        string name = reader.ReadString();
        PrimitiveDataViewType type = ColumnTypeExtensions.PrimitiveTypeFromKind((DataKind)reader.ReadByte());
        ulong count = reader.ReadUInt64();
        bool isVector = reader.ReadBoolean();
        var segments = new (int Min, int Max)[reader.ReadInt32()];
        for (int i = 0; i < segments.Length; i++)
            segments[i] = (reader.ReadInt32(), reader.ReadInt32());
        return new TextColumn(name, count > 0 ? new KeyDataViewType(type.RawType, count) : type, isVector, segments);
    }
}
