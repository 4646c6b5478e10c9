using System.Text.RegularExpressions;
using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Data;

/// <summary>What <c>--features</c> may name: columns (<c>age,height</c>), patterns (<c>p*</c>), ranges (<c>p0..p63</c>).</summary>
internal static class ColumnPatterns
{
    public static List<DelimitedColumn> Resolve(DelimitedFile file, IEnumerable<string> patterns)
    {
        var found = new List<DelimitedColumn>();
        foreach (string pattern in patterns.SelectMany(p => p.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
            found.AddRange(One(file, pattern).Where(c => !found.Contains(c)));
        return found;
    }

    private static IEnumerable<DelimitedColumn> One(DelimitedFile file, string pattern)
    {
        if (file.Columns.Any(c => c.Name == pattern))
            return [file.Column(pattern)];
        if (pattern.Split("..") is [{ Length: > 0 } first, { Length: > 0 } last])
            return Range(file, pattern, file.Column(first).Index, file.Column(last).Index);
        return pattern.Contains('*') ? Matching(file, pattern) : [file.Column(pattern)];
    }

    private static IEnumerable<DelimitedColumn> Range(DelimitedFile file, string pattern, int first, int last) =>
        first <= last
            ? file.Columns.Skip(first).Take(last - first + 1)
            : throw new CommandException($"--features {pattern}: the first column stands after the last in '{file.Path}'.");

    private static DelimitedColumn[] Matching(DelimitedFile file, string pattern)
    {
        var regex = new Regex("^" + Regex.Escape(pattern).Replace("\\*", ".*") + "$");
        DelimitedColumn[] matching = [.. file.Columns.Where(c => regex.IsMatch(c.Name))];
        return matching.Length > 0
            ? matching
            : throw new CommandException($"--features {pattern}: no column of '{file.Path}' matches. {file.Names()}");
    }
}
