using System.Text;

namespace MLNetDeep.Cli.Data;

/// <summary>Splits one line of delimited text, with double quotes around fields that hold the separator.</summary>
internal static class DelimitedLine
{
    public static List<string> Split(string line, char separator)
    {
        var fields = new List<string>();
        int at = 0;
        while (at <= line.Length)
            fields.Add(at < line.Length && line[at] == '"' ? Quoted(line, separator, ref at) : Plain(line, separator, ref at));
        return fields;
    }

    /// <summary>How often the character stands outside quotes.</summary>
    public static int Count(string line, char separator)
    {
        int count = 0;
        bool quoted = false;
        foreach (char c in line)
        {
            if (c == '"')
                quoted = !quoted;
            else if (c == separator && !quoted)
                count++;
        }
        return count;
    }

    private static string Plain(string line, char separator, ref int at)
    {
        int end = line.IndexOf(separator, at);
        if (end < 0)
            end = line.Length;
        string field = line[at..end];
        at = end + 1;
        return field.Trim();
    }

    private static string Quoted(string line, char separator, ref int at)
    {
        var field = new StringBuilder();
        for (at++; at < line.Length; at++)
        {
            if (line[at] != '"')
                field.Append(line[at]);
            else if (at + 1 < line.Length && line[at + 1] == '"')
                field.Append(line[at++]);
            else
                break;
        }
        int end = at < line.Length ? line.IndexOf(separator, at) : -1;
        at = end < 0 ? line.Length + 1 : end + 1;
        return field.ToString();
    }
}
