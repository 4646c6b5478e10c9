using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Data;

/// <summary>Which character stands between the fields.</summary>
internal static class Separator
{
    // In order of preference where two occur equally often.
    private static readonly char[] _candidates = ['\t', ',', ';', '|', ' '];

    private static readonly Dictionary<string, char> _names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["tab"] = '\t',
        ["\\t"] = '\t',
        ["comma"] = ',',
        ["semicolon"] = ';',
        ["pipe"] = '|',
        ["space"] = ' ',
    };

    /// <summary>The separator of a file whose first line is given. A file of one column has none: a comma is as good as any.</summary>
    public static char Find(string firstLine)
    {
        // A blank separates words as well as fields: it counts only when nothing else occurs.
        char best = _candidates[..^1].MaxBy(c => DelimitedLine.Count(firstLine, c));
        if (DelimitedLine.Count(firstLine, best) > 0)
            return best;
        return DelimitedLine.Count(firstLine, ' ') > 0 ? ' ' : ',';
    }

    /// <summary>What the user wrote after <c>--separator</c>.</summary>
    public static char Parse(string text)
    {
        if (_names.TryGetValue(text, out char named))
            return named;
        return text.Length == 1
            ? text[0]
            : throw new UsageException($"--separator must be one character or one of {string.Join(", ", _names.Keys)}, but was '{text}'.");
    }
}
