using System.Text;

namespace MLNetDeep.GraphTasks;

/// <summary>The files of a data set in the text format of the TU Dortmund collection.</summary>
/// <param name="folder">Where they are.</param>
/// <param name="name">What they begin with.</param>
/// <param name="faults">Notes lines that cannot be read.</param>
internal sealed class TuFiles(string folder, string name, GraphFaults faults)
{
    private const string Edges = "_A.txt";

    /// <summary>The name of the only data set in a folder.</summary>
    public static string FindName(string folder)
    {
        string[] names = [.. Directory.EnumerateFiles(folder, $"*{Edges}").Select(file => Path.GetFileName(file)[..^Edges.Length]).Order(StringComparer.Ordinal)];
        return names.Length switch
        {
            1 => names[0],
            0 => throw new FileNotFoundException($"'{folder}' has no data set of the TU format: no file in it has a name that ends in {Edges}."),
            _ => throw new ArgumentException($"'{folder}' has {names.Length} data sets: {string.Join(", ", names)}. Say which one is wanted.", "name"),
        };
    }

    public string PathOf(string part) => Path.Combine(folder, $"{name}_{part}.txt");

    public bool Has(string part) => File.Exists(PathOf(part));

    /// <summary>Reads a file line by line; empty lines at its end do not count.</summary>
    /// <param name="part">Which file.</param>
    /// <param name="read">Takes a line and its number; a <see cref="FormatException"/> is what is wrong with it.</param>
    /// <returns>How many lines there are.</returns>
    public int Read(string part, Action<ReadOnlyMemory<byte>, long> read)
    {
        if (!Has(part)) throw new FileNotFoundException($"'{PathOf(part)}' is missing.", PathOf(part));
        var (count, empty) = (0, 0L);
        using var lines = new GraphLines(PathOf(part));
        while (lines.MoveNext())
        {
            if (lines.IsEmpty)
            {
                if (empty == 0) empty = lines.Number;
                continue;
            }
            if (empty > 0) faults.Add(PathOf(part), empty, "it is empty, but lines follow.");
            (count, empty) = (count + 1, 0);
            Attempt(part, lines, read);
        }
        return count;
    }

    /// <summary>Notes a file that has too many lines, or too few.</summary>
    public void CheckCount(string part, int found, int expected, string what)
    {
        if (found != expected) faults.Add(PathOf(part), $"has {found} lines, but there are {expected} {what}.");
    }

    /// <summary>A line as text.</summary>
    public static string Text(ReadOnlyMemory<byte> line) => Encoding.UTF8.GetString(line.Span).Trim();

    private void Attempt(string part, GraphLines lines, Action<ReadOnlyMemory<byte>, long> read)
    {
        try
        {
            if (!lines.IsText) throw new FormatException("it is not UTF-8.");
            read(lines.Line, lines.Number);
        }
        catch (FormatException e)
        {
            faults.Add(PathOf(part), lines.Number, e.Message);
        }
    }
}
