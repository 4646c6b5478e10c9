using System.Text;

namespace Microsoft.ML.Data;

/// <summary>
/// Reads the lines of files that are data: not what stands before the first real line as comment (<c>#</c> or
/// <c>//</c>) or is blank, not the header, not empty lines and not lines that start with <c>//</c>.
/// </summary>
internal sealed class LineReader(IMultiStreamSource files, TextLoader.Options options) : IDisposable
{
    private TextReader? _reader;
    private int _nextFile;
    private int _rawLine;

    // The lines of a file's head are read ahead: the first after them waits here, unless it is the header.
    private string? _pending;

    /// <summary>The current line.</summary>
    public string Line { get; private set; } = "";

    /// <summary>The number of the current line in its file, from 1.</summary>
    public int LineNumber { get; private set; }

    /// <summary>The file of the current line, for messages.</summary>
    public string? Path { get; private set; }

    /// <summary>The header of the first file, or null.</summary>
    public static string? ReadHeader(IMultiStreamSource files)
    {
        if (files.Count == 0)
            return null;
        using TextReader reader = files.OpenTextReader(0);
        while (reader.ReadLine() is { } line)
        {
            if (!IsHeadComment(line))
                return line;
        }
        return null;
    }

    public bool MoveNext()
    {
        while (true)
        {
            if (_reader == null && !OpenNext())
                return false;
            if (!TryReadRaw(out string line))
            {
                Close();
                continue;
            }
            if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal))
                continue;
            if (line == "/" && options.ReadMultilines)
                throw LoneSlash();
            LineNumber = _rawLine;
            Line = options.ReadMultilines && options.AllowQuoting ? JoinQuoted(line) : line;
            if (options.TrimWhitespace)
                Line = Line.TrimEnd();
            return true;
        }
    }

    public void Dispose() => Close();

    private bool OpenNext()
    {
        if (_nextFile >= files.Count)
            return false;
        Path = files.GetPathOrNull(_nextFile);
        _reader = files.OpenTextReader(_nextFile++);
        _rawLine = 0;
        SkipHead(_reader);
        return true;
    }

    private void SkipHead(TextReader reader)
    {
        string? line;
        while ((line = reader.ReadLine()) != null)
        {
            _rawLine++;
            if (!IsHeadComment(line))
                break;
        }
        _pending = options.HasHeader && options.HeaderFile == null ? null : line;
    }

    internal static bool IsHeadComment(string line)
        => line.Length == 0 || line[0] == '#' || line.StartsWith("//", StringComparison.Ordinal);

    private bool TryReadRaw(out string line)
    {
        if (_pending != null)
        {
            line = _pending;
            _pending = null;
            return true;
        }
        string? read = _reader!.ReadLine();
        line = read ?? "";
        _rawLine++;
        return read != null;
    }

    private string JoinQuoted(string line)
    {
        if (!FieldSplitter.EndsInQuotes(line, options))
            return line;
        var joined = new StringBuilder(line);
        while (_reader!.ReadLine() is { } next)
        {
            _rawLine++;
            joined.Append('\n').Append(next);
            string whole = joined.ToString();
            if (!FieldSplitter.EndsInQuotes(whole, options))
                return whole;
        }
        throw new FormatException("Parsing failed with an exception: Stream reading encountered exception",
            new FormatException("Stream reading encountered exception",
                new EndOfStreamException($"A quoted field opened on line {LineNumber - 1} was never closed, "
                    + "and we've read to the last line in the file without finding the closing quote")));
    }

    // The original looks for a second slash past the end of such a line, and so does whoever relies on it.
    private static FormatException LoneSlash()
        => new("Parsing failed with an exception: Stream reading encountered exception",
            new FormatException("Stream reading encountered exception", new IndexOutOfRangeException()));

    private void Close()
    {
        _reader?.Dispose();
        _reader = null;
        _pending = null;
    }
}
