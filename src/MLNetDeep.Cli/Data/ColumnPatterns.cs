using System.Text.RegularExpressions;
using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Data;

/// <summary>What <c>--features</c> may name: columns (<c>age,height</c>), patterns (<c>p*</c>), ranges (<c>p0..p63</c>).</summary>
internal static class ColumnPatterns
{
    public static List<TableFileColumn> Resolve(TableFile file, IEnumerable<string> patterns)
    {
        var found = new List<TableFileColumn>();
        foreach (string pattern in patterns.SelectMany(p => Split(file, p)))
            found.AddRange(One(file, pattern).Where(c => !found.Contains(c)));
        return found;
    }

    /// <summary>The names in a list with commas between; a name may hold commas itself.</summary>
    public static IReadOnlyList<string> Names(TableFile file, IEnumerable<string> lists) => [.. lists.SelectMany(list => Split(file, list)).Distinct()];

    // The longest run of parts that is the name of a column is one.
    private static IEnumerable<string> Split(TableFile file, string patterns)
    {
        string[] parts = patterns.Split(',');
        for (int first = 0, next; first < parts.Length; first = next)
        {
            string Joined(int end) => string.Join(',', parts[first..end]).Trim();
            next = Enumerable.Range(first + 1, parts.Length - first).Reverse().FirstOrDefault(end => file.Columns.Any(c => c.Name == Joined(end)), first + 1);
            if (Joined(next).Length > 0)
                yield return Joined(next);
        }
    }

    private static IEnumerable<TableFileColumn> One(TableFile file, string pattern)
    {
        if (file.Columns.Any(c => c.Name == pattern))
            return [file.Column(pattern)];
        if (pattern.Split("..") is [{ Length: > 0 } first, { Length: > 0 } last])
            return Range(file, pattern, Index(file, first), Index(file, last));
        return pattern.Contains('*') ? Matching(file, pattern) : [file.Column(pattern)];
    }

    private static int Index(TableFile file, string name)
    {
        TableFileColumn column = file.Column(name);
        return file.Columns.TakeWhile(c => c != column).Count();
    }

    private static IEnumerable<TableFileColumn> Range(TableFile file, string pattern, int first, int last) =>
        first <= last
            ? file.Columns.Skip(first).Take(last - first + 1)
            : throw new CommandException($"--features {pattern}: the first column stands after the last in '{file.Path}'.");

    private static TableFileColumn[] Matching(TableFile file, string pattern)
    {
        var regex = new Regex("^" + Regex.Escape(pattern).Replace("\\*", ".*") + "$");
        TableFileColumn[] matching = [.. file.Columns.Where(c => regex.IsMatch(c.Name))];
        return matching.Length > 0
            ? matching
            : throw new CommandException($"--features {pattern}: no column of '{file.Path}' matches. {file.NamesText()}");
    }
}
