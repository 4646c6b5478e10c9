using System.Text;
using CsvHelper;

namespace MLNetDeep.Files.Reading;

/// <summary>The first records of a file, to find its form by.</summary>
internal static class Sample
{
    /// <summary>So many records are looked at.</summary>
    public const int MostRecords = 1000;

    private const int Characters = 1 << 19;

    /// <summary>The beginning of a text file, in whole lines.</summary>
    public static string Text(InputFile file, Encoding encoding)
    {
        var buffer = new char[Characters];
        int length;
        try
        {
            using var reader = new StreamReader(file.Open(), encoding);
            length = reader.ReadBlock(buffer, 0, buffer.Length);
        }
        catch (Exception e) when (InputFile.IsDamage(e))
        {
            throw file.Damaged(e);
        }
        var text = buffer.AsSpan(0, length);
        // The last record may go on behind the sample.
        if (length == Characters && text.LastIndexOf('\n') is var end and > 0) text = text[..(end + 1)];
        return text.ToString();
    }

    /// <summary>The first records, each as its fields.</summary>
    public static IEnumerable<string[]> Records(string text, char separator)
    {
        using var reader = CsvReader.FromText(text, Options(separator, hasLineBreaks: true));
        for (var i = 0; i < MostRecords && reader.Read(); i++)
            yield return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];
    }

    /// <summary>How delimited text is read.</summary>
    public static CsvReaderOptions Options(char separator, bool hasLineBreaks) => new()
    {
        Separator = separator,
        HasHeader = false,
        TrimWhitespace = separator != ' ',
        WhitespaceCharacters = separator == '\t' ? " " : " \t",
        AllowLineBreaksInQuotes = hasLineBreaks,
        TrackLineNumbers = true,
        MaxRecordSize = 1 << 28,
    };
}
