using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Splits a line into its fields.</summary>
internal sealed class FieldSplitter(TextLoader.Options options)
{
    private readonly List<ReadOnlyMemory<char>> _fields = [];
    private readonly bool[] _isSeparator = SeparatorTable(options.Separators);
    private readonly bool _blankSeparates = options.Separators.Contains(' ');
    private bool _open;

    /// <summary>The fields of the line split last. They share its memory where they can.</summary>
    public List<ReadOnlyMemory<char>> Fields => _fields;

    /// <summary>Where a field could not be read: 1-based first and last column, and why; null where all could.</summary>
    public (int First, int Last, string Reason)? Fault { get; private set; }

    public void Split(string line)
    {
        _fields.Clear();
        Fault = null;
        _open = false;
        int at = 0;
        while (at >= 0)
            at = ReadField(line, at);
    }

    /// <summary>Whether a quote that was opened in the text is not closed in it.</summary>
    public static bool EndsInQuotes(string text, TextLoader.Options options)
    {
        var splitter = new FieldSplitter(options);
        splitter.Split(text);
        return splitter._open;
    }

    /// <summary>Reads a field; gives where the next one starts, or -1 after the last.</summary>
    private int ReadField(string line, int at)
    {
        int start = at;
        if (!_blankSeparates)
        {
            while (start < line.Length && !IsSeparator(line[start]) && char.IsWhiteSpace(line[start]))
                start++;
        }
        if (options.AllowQuoting && start < line.Length && line[start] == '"')
            return ReadQuoted(line, start);
        int end = EndOf(line, start);
        _fields.Add(line.AsMemory(start, end - start));
        return end < line.Length ? end + 1 : -1;
    }

    private int ReadQuoted(string line, int start)
    {
        StringBuilder? unescaped = null;
        int from = start + 1;
        for (int i = from; i < line.Length; i++)
        {
            if (IsEscapedQuote(line, i))
            {
                (unescaped ??= new StringBuilder()).Append(line, from, i - from).Append('"');
                from = i + 2;
                i++;
            }
            else if (line[i] == '"')
            {
                ReadOnlyMemory<char> field = unescaped == null
                    ? line.AsMemory(from, i - from)
                    : unescaped.Append(line, from, i - from).ToString().AsMemory();
                return Close(line, start, i, field);
            }
        }
        _open = true;
        return Illegal(start, line.Length, line);
    }

    private bool IsEscapedQuote(string line, int i)
        => line[i] == options.EscapeChar && i + 1 < line.Length && line[i + 1] == '"';

    // Only blanks may stand between a closing quote and the separator.
    private int Close(string line, int start, int quote, ReadOnlyMemory<char> field)
    {
        int end = EndOf(line, quote + 1);
        if (!line.AsSpan(quote + 1, end - quote - 1).IsWhiteSpace())
            return Illegal(start, end, line);
        _fields.Add(field);
        return end < line.Length ? end + 1 : -1;
    }

    private int Illegal(int start, int end, string line)
    {
        _fields.Add(default);
        Fault ??= (start + 1, end + 1, "Illegal quoting");
        return end < line.Length ? end + 1 : -1;
    }

    private int EndOf(string line, int at)
    {
        while (at < line.Length && !IsSeparator(line[at]))
            at++;
        return at;
    }

    private bool IsSeparator(char c) => c < _isSeparator.Length && _isSeparator[c];

    private static bool[] SeparatorTable(char[] separators)
    {
        bool[] table = new bool[separators.Max() + 1];
        foreach (char c in separators)
            table[c] = true;
        return table;
    }
}
