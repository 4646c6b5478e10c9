namespace MLNetDeep.Files.Reading;

/// <summary>Opens files by what they hold: Parquet by its first bytes, JSON lines by their first character, everything else as delimited text.</summary>
internal static class SourceFinder
{
    public static RecordSource Open(string path, TableFileOptions options, TableLayout? layout)
    {
        var files = InputFile.Resolve(path);
        var forms = files.Select(FormOf).Distinct().ToArray();
        if (forms.Length > 1) throw new TableFileException($"'{path}' stands for files of several forms: {string.Join(", ", files.Select(f => $"'{f.Name}' is {Text(FormOf(f))}").Take(4))}.");
        return forms[0] switch
        {
            Form.Parquet => new ParquetSource(files),
            Form.JsonLines => new JsonLinesSource(files),
            _ => new DelimitedSource(files, options, layout),
        };
    }

    private static Form FormOf(InputFile file)
    {
        var head = file.Head(4096);
        if (head is [(byte)'P', (byte)'A', (byte)'R', (byte)'1', ..]) return Form.Parquet;
        var text = head.AsSpan(head is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0).TrimStart(" \t\r\n"u8);
        if (text is [(byte)'[', ..] && text[1..].TrimStart(" \t\r\n"u8) is [(byte)'{', ..])
            throw new TableFileException($"'{file.Name}' is a JSON array, but JSON lines are expected: one object a line, without commas between them.");
        return text is [(byte)'{', ..] && text.IndexOf((byte)'"') is > 0 and < 200 ? Form.JsonLines : Form.Delimited;
    }

    private static string Text(Form form) => form switch
    {
        Form.Parquet => "Parquet",
        Form.JsonLines => "JSON lines",
        _ => "delimited text",
    };

    private enum Form
    {
        Delimited,
        JsonLines,
        Parquet,
    }
}
