using System.Globalization;
using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Data;

/// <summary>A delimited text file and what its first lines say about it.</summary>
internal sealed record DelimitedFile(string Path, char Separator, bool HasHeader, IReadOnlyList<DelimitedColumn> Columns)
{
    // Enough to tell a number from a text without reading a large file twice.
    private const int LinesToLookAt = 10_000;

    /// <summary>Opens the file, finds the separator, the header and the type of every column.</summary>
    public static DelimitedFile Inspect(string path, char? separator = null)
    {
        string[] lines = FirstLines(path);
        if (lines.Length == 0)
            throw new CommandException($"'{path}' is empty.");
        char found = separator ?? Data.Separator.Find(lines[0]);
        List<string> first = DelimitedLine.Split(lines[0], found);
        bool hasHeader = first.TrueForAll(field => !IsNumber(field));
        string[] body = hasHeader ? lines[1..] : lines;
        if (body.Length == 0)
            throw new CommandException($"'{path}' has a header and no rows.");
        return new DelimitedFile(path, found, hasHeader, Describe(first, hasHeader, body, found));
    }

    /// <summary>The column of that name.</summary>
    public DelimitedColumn Column(string name) =>
        Columns.FirstOrDefault(c => c.Name == name)
        ?? throw new CommandException($"'{Path}' has no column '{name}'. {Names()}");

    /// <summary>The names of the columns, as the end of an error message.</summary>
    public string Names()
    {
        IEnumerable<string> shown = Columns.Take(12).Select(c => c.Name);
        string more = Columns.Count > 12 ? $" and {Columns.Count - 12} more" : "";
        return $"It has {string.Join(", ", shown)}{more}.";
    }

    private static string[] FirstLines(string path)
    {
        try
        {
            return [.. File.ReadLines(path).Where(line => line.Trim().Length > 0).Take(LinesToLookAt)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"'{path}' cannot be read: {e.Message}", e);
        }
    }

    private static List<DelimitedColumn> Describe(List<string> first, bool hasHeader, string[] body, char separator)
    {
        bool[] numeric = new bool[first.Count];
        bool[] seen = new bool[first.Count];
        Array.Fill(numeric, true);
        foreach (string line in body)
            LookAt(DelimitedLine.Split(line, separator), numeric, seen);
        return [.. first.Select((name, i) => new DelimitedColumn(
            i,
            hasHeader && name.Length > 0 ? name : $"Column{i + 1}",
            numeric[i] && seen[i] ? ColumnKind.Numeric : ColumnKind.Text))];
    }

    private static void LookAt(List<string> fields, bool[] numeric, bool[] seen)
    {
        for (int i = 0; i < Math.Min(fields.Count, numeric.Length); i++)
        {
            if (fields[i].Length == 0)
                continue;
            seen[i] = true;
            numeric[i] = numeric[i] && IsNumber(fields[i]);
        }
    }

    private static bool IsNumber(string field) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
