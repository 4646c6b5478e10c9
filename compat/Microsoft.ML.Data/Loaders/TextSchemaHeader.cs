using System.Globalization;
using System.Text.RegularExpressions;

namespace Microsoft.ML.Data;

/// <summary>
/// The description of its columns that a file may carry at its head, in lines that start with <c>#@</c>:
/// <c>#@ TextLoader{ header+ sep=tab col=Name:TX:0 col=F:R4:1-2 }</c>. It counts where the caller gives no columns.
/// </summary>
internal static partial class TextSchemaHeader
{
    private static readonly Dictionary<string, DataKind> s_kinds = new()
    {
        ["I1"] = DataKind.SByte,
        ["U1"] = DataKind.Byte,
        ["I2"] = DataKind.Int16,
        ["U2"] = DataKind.UInt16,
        ["I4"] = DataKind.Int32,
        ["U4"] = DataKind.UInt32,
        ["I8"] = DataKind.Int64,
        ["U8"] = DataKind.UInt64,
        ["R4"] = DataKind.Single,
        ["R8"] = DataKind.Double,
        ["TX"] = DataKind.String,
        ["BL"] = DataKind.Boolean,
        ["TS"] = DataKind.TimeSpan,
        ["DT"] = DataKind.DateTime,
        ["DZ"] = DataKind.DateTimeOffset,
    };

    private static readonly (string Name, char Separator)[] s_separators =
        [("tab", '\t'), ("space", ' '), ("comma", ','), ("semicolon", ';'), ("colon", ':'), ("bar", '|')];

    /// <summary>The options with what the head of the sample says, or the options themselves.</summary>
    public static TextLoader.Options Apply(TextLoader.Options options, IMultiStreamSource? sample)
    {
        if (options.Columns is { Length: > 0 } || sample == null || sample.Count == 0)
            return options;
        string text = ReadHead(sample);
        TextLoader.Column[] columns = ColumnPattern().Matches(text).Select(ColumnOf).ToArray();
        if (columns.Length == 0)
            return options;
        Match separator = SeparatorPattern().Match(text);
        return new TextLoader.Options
        {
            Columns = columns,
            HasHeader = text.Contains("header+", StringComparison.Ordinal),
            AllowQuoting = text.Contains("quote+", StringComparison.Ordinal),
            AllowSparse = text.Contains("sparse+", StringComparison.Ordinal),
            Separators = separator.Success ? [SeparatorOf(separator.Groups[1].Value)] : options.Separators,
        };
    }

    private static string ReadHead(IMultiStreamSource sample)
    {
        using TextReader reader = sample.OpenTextReader(0);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line && LineReader.IsHeadComment(line))
        {
            if (line.StartsWith("#@", StringComparison.Ordinal))
                lines.Add(line[2..]);
        }
        return string.Join(' ', lines);
    }

    private static TextLoader.Column ColumnOf(Match match)
    {
        string[] bounds = match.Groups["range"].Value.Split('-');
        int min = int.Parse(bounds[0], CultureInfo.InvariantCulture);
        var range = bounds.Length == 1
            ? new TextLoader.Range(min)
            : new TextLoader.Range(min, bounds[1] is "*" or "**" ? null : int.Parse(bounds[1], CultureInfo.InvariantCulture));
        if (bounds is [_, "*" or "**"])
        {
            range.AutoEnd = bounds[1] == "*";
            range.VariableEnd = bounds[1] == "**";
        }
        var column = new TextLoader.Column(match.Groups["name"].Value, s_kinds[match.Groups["kind"].Value], [range]);
        if (match.Groups["key"].Success)
        {
            string count = match.Groups["key"].Value;
            column.KeyCount = count == "*" ? new KeyCount() : new KeyCount(ulong.Parse(count, CultureInfo.InvariantCulture));
        }
        return column;
    }

    public static string NameOf(DataKind kind) => s_kinds.First(k => k.Value == kind).Key;

    public static string NameOf(char separator)
        => s_separators.FirstOrDefault(s => s.Separator == separator).Name ?? separator.ToString();

    private static char SeparatorOf(string name)
        => s_separators.FirstOrDefault(s => s.Name == name) is { Name: not null } known ? known.Separator : name[0];

    [GeneratedRegex(@"col=(?<name>[^:\s]+):(?<kind>[A-Z][A-Z0-9])(\[(?<key>\d+|\*)\])?:(?<range>\d+(-(\d+|\*\*?))?)")]
    private static partial Regex ColumnPattern();

    [GeneratedRegex(@"sep=(\S+)")]
    private static partial Regex SeparatorPattern();
}
