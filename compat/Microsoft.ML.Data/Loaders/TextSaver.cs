using System.Globalization;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Writes a view as text, sparse where that is shorter.</summary>
internal sealed class TextSaver(
    IDataView data, char separator, bool headerRow, bool schema, bool keepHidden, bool forceDense)
{
    private const string Empty = "\"\"";

    private readonly DataViewSchema.Column[] _columns = [.. data.Schema.Where(c => keepHidden || !c.IsHidden)];

    public void Write(Stream stream)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        if (schema)
            WriteSchema(writer);
        var line = new TextLine(separator, forceDense);
        if (headerRow)
            WriteHeader(writer, line);
        using DataViewRowCursor cursor = data.GetRowCursor(_columns);
        Action<TextLine>[] writers = [.. _columns.Select(c => TextColumnWriter.Create(cursor, c, separator))];
        while (cursor.MoveNext())
        {
            foreach (Action<TextLine> write in writers)
                write(line);
            line.WriteTo(writer);
        }
    }

    private void WriteHeader(TextWriter writer, TextLine line)
    {
        foreach (DataViewSchema.Column column in _columns)
        {
            if (column.Type is not VectorDataViewType type)
            {
                line.Add(TextColumnWriter.Quote(column.Name, separator), Empty);
                continue;
            }

            VBuffer<ReadOnlyMemory<char>> names = default;
            AnnotationUtils.GetSlotNames(column, type.Size, ref names);
            foreach (ReadOnlyMemory<char> name in names.DenseValues())
                line.Add(name.IsEmpty ? null : TextColumnWriter.Quote(name.Span, separator), Empty);
        }

        line.WriteTo(writer);
    }

    private void WriteSchema(TextWriter writer)
    {
        writer.WriteLine("#@ TextLoader{");
        if (headerRow)
            writer.WriteLine("#@   header+");
        writer.WriteLine($"#@   sep={TextSchemaHeader.NameOf(separator)}");
        int slot = 0;
        foreach (DataViewSchema.Column column in _columns)
        {
            writer.WriteLine($"#@   col={column.Name}:{KindOf(column.Type)}:{RangeOf(column.Type, slot)}");
            slot += column.Type.GetValueCount();
        }

        writer.WriteLine("#@ }");
    }

    private static string RangeOf(DataViewType type, int slot) => type switch
    {
        VectorDataViewType { Size: 0 } => $"{slot}-**",
        VectorDataViewType vector => string.Create(CultureInfo.InvariantCulture, $"{slot}-{slot + vector.Size - 1}"),
        _ => slot.ToString(CultureInfo.InvariantCulture),
    };

    private static string KindOf(DataViewType type)
    {
        DataViewType item = type.GetItemType();
        string name = item.RawType.TryGetDataKind(out DataKind kind) ? TextSchemaHeader.NameOf(kind) : "TX";
        return item is KeyDataViewType key ? $"{name}[{key.Count}]" : name;
    }
}

/// <summary>The slots of a line; a slot without text has the default value of its type.</summary>
internal sealed class TextLine(char separator, bool forceDense)
{
    private readonly List<(string? Text, string Default)> _slots = [];

    public void Add(string? text, string defaultText) => _slots.Add((text, defaultText));

    /// <summary>Writes the line and begins the next.</summary>
    public void WriteTo(TextWriter writer)
    {
        int dense = forceDense ? _slots.Count : DenseCount();
        for (int i = 0; i < dense; i++)
        {
            if (i > 0)
                writer.Write(separator);
            writer.Write(_slots[i].Text ?? _slots[i].Default);
        }

        if (dense < _slots.Count)
            WriteSparse(writer, dense);
        writer.WriteLine();
        _slots.Clear();
    }

    private void WriteSparse(TextWriter writer, int start)
    {
        if (start > 0)
            writer.Write(separator);
        writer.Write(_slots.Count - start);
        for (int i = start; i < _slots.Count; i++)
        {
            if (_slots[i].Text is not { } text)
                continue;
            writer.Write(separator);
            writer.Write(i - start);
            writer.Write(':');
            writer.Write(text);
        }
    }

    /// <summary>How many slots to write before going sparse, so that the line is as short as can be.</summary>
    private int DenseCount()
    {
        int best = _slots.Count;
        int saved = 0;
        int bestSaved = 0;
        for (int start = _slots.Count - 1; start >= 0; start--)
        {
            (string? text, string defaultText) = _slots[start];
            // Against the dense form a default value saves its text and a separator; another costs an index and a colon.
            saved += text == null ? defaultText.Length + 1 : -2;
            int gain = saved - (_slots.Count - start < 10 ? 2 : 3);
            if (gain > bestSaved)
                (best, bestSaved) = (start, gain);
        }

        return best;
    }
}
