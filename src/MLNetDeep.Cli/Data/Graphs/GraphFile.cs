using System.IO.Compression;
using System.Text.Json;

namespace MLNetDeep.Cli.Data;

/// <summary>Tells files with a graph a line from tables: their lines are JSON objects with a list of edges.</summary>
internal static class GraphFile
{
    /// <summary>The property that tells.</summary>
    public const string Edges = "edges";

    // A graph of one node may be written without edges.
    private const int LinesTried = 20;

    /// <summary>Whether one of the first lines has a list of edges.</summary>
    public static bool IsOne(string path)
    {
        try
        {
            using var reader = new StreamReader(Open(path));
            // A table may be a single line of any length: only objects are read on.
            SkipSpace(reader);
            for (int line = 0; line < LinesTried && reader.Peek() == '{'; line++)
            {
                if (HasEdges(reader.ReadLine()!))
                    return true;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // Whoever reads it as a table says so.
        }
        return false;
    }

    /// <summary>Whether a file begins with a JSON object.</summary>
    public static bool IsJson(string path)
    {
        using var reader = new StreamReader(Open(path));
        SkipSpace(reader);
        return reader.Peek() == '{';
    }

    private static Stream Open(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(File.OpenRead(path), CompressionMode.Decompress) : File.OpenRead(path);

    private static void SkipSpace(StreamReader reader)
    {
        while (reader.Peek() is '\r' or '\n' or ' ' or '\t')
            reader.Read();
    }

    private static bool HasEdges(string line)
    {
        // The list need not be whole: what is wrong in it is said with its line.
        int found = line.IndexOf($"\"{Edges}\"", StringComparison.Ordinal);
        if (found < 0)
            return false;
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.TryGetProperty(Edges, out JsonElement edges) && edges.ValueKind == JsonValueKind.Array;
        }
        catch (JsonException)
        {
            return line.AsSpan(found + Edges.Length + 2).TrimStart().TrimStart(':').TrimStart() is ['[', ..];
        }
    }
}
