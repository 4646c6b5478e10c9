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

    // A name may hold a comma itself.
    private static string[] Split(TableFile file, string patterns) => file.Columns.Any(c => c.Name == patterns)
        ? [patterns]
        : patterns.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

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
