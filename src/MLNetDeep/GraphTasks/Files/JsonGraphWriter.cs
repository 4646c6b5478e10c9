using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.ML;

namespace MLNetDeep.GraphTasks;

/// <summary>Writes rows that are graphs, a JSON object a line.</summary>
internal static class JsonGraphWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a file.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="columns">Those of its columns that are written.</param>
    /// <param name="path">The file.</param>
    /// <param name="isPacked">Whether it is packed by gzip.</param>
    /// <exception cref="InvalidOperationException">A row is no graph.</exception>
    public static void Write(IDataView data, IReadOnlyList<DataViewSchema.Column> columns, string path, bool isPacked)
    {
        using var file = File.Create(path);
        using Stream stream = isPacked ? new GZipStream(file, CompressionLevel.Optimal) : new BufferedStream(file, 1 << 16);
        using var json = new Utf8JsonWriter(stream, Options);
        using var cursor = data.GetRowCursor(columns);
        var row = new GraphRow(cursor);
        GraphPropertyWriter[] properties = [.. columns.Where(c => c.Name == GraphColumns.Label || !GraphColumns.All.Contains(c.Name)).Select(c => GraphPropertyWriter.Of(cursor, c))];
        while (cursor.MoveNext())
        {
            row.Read();
            json.Reset();
            json.WriteStartObject();
            foreach (var property in properties) property.Write(json);
            Write(json, row);
            json.WriteEndObject();
            json.Flush();
            stream.Write("\n"u8);
        }
    }

    private static void Write(Utf8JsonWriter json, GraphRow row)
    {
        WriteNodes(json, row.Nodes);
        WriteEdges(json, row);
        if (row.EdgeTags is { } tags) WriteTags(json, GraphProperties.EdgeTags, tags);
        WriteFeatures(json, GraphProperties.Attributes, row.NodeFeatures, row.Nodes.Length);
        WriteFeatures(json, GraphProperties.EdgeAttributes, row.EdgeFeatures, row.Sources.Length);
    }

    // Nodes without tags are counted.
    private static void WriteNodes(Utf8JsonWriter json, ReadOnlyMemory<char>[] tags)
    {
        if (tags.All(tag => tag.IsEmpty)) json.WriteNumber(GraphProperties.Nodes, tags.Length);
        else WriteTags(json, GraphProperties.Nodes, tags);
    }

    private static void WriteTags(Utf8JsonWriter json, string name, ReadOnlyMemory<char>[] tags)
    {
        json.WriteStartArray(name);
        foreach (var tag in tags)
        {
            // A number is read as the same text, and is shorter.
            if (int.TryParse(tag.Span, out var number) && tag.Span.SequenceEqual($"{number}")) json.WriteNumberValue(number);
            else json.WriteStringValue(tag.Span);
        }
        json.WriteEndArray();
    }

    private static void WriteEdges(Utf8JsonWriter json, GraphRow row)
    {
        json.WriteStartArray(GraphProperties.Edges);
        foreach (var (source, target) in row.Sources.Zip(row.Targets))
        {
            json.WriteStartArray();
            json.WriteNumberValue(source);
            json.WriteNumberValue(target);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private static void WriteFeatures(Utf8JsonWriter json, string name, float[]? features, int items)
    {
        if (features is null) return;
        json.WriteStartArray(name);
        for (var item = 0; item < items; item++)
        {
            json.WriteStartArray();
            foreach (var number in features.AsSpan(features.Length / items * item, features.Length / items)) json.WriteNumberValue(number);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }
}
