using MLNetDeep.Files.Kinds;

namespace MLNetDeep.Files.Profiling;

/// <summary>Says of which columns nothing can be learnt, and why.</summary>
internal static class Usefulness
{
    private const int LeastRows = 20;

    public static IReadOnlyList<TableFileColumn> Mark(IReadOnlyList<TableFileColumn> columns, IReadOnlyList<ColumnProfile> profiles)
    {
        var first = new Dictionary<ulong, string>();
        return [.. columns.Select((column, i) => column with { Useless = Reason(column, profiles[i], first) })];
    }

    private static string? Reason(TableFileColumn column, ColumnProfile profile, Dictionary<ulong, string> first)
    {
        var others = column.Kind is ColumnKind.Category or ColumnKind.Flag ? profile.Words.Count : 0;
        if (profile.Values == 0 && others == 0) return "it is empty";
        if (!profile.HasMany && profile.Counts.Count + others == 1 && column.Missing == 0) return $"it is '{KindFinder.Short(profile.Counts.Keys.Concat(profile.Words.Keys).First())}' in every row";
        if (!profile.HasMany && profile.Counts.Count + others == 1) return $"it has one value, '{KindFinder.Short(profile.Counts.Keys.Concat(profile.Words.Keys).First())}'";
        if (first.TryGetValue(profile.Fingerprint, out var copied)) return $"it is a copy of '{copied}'";
        first[profile.Fingerprint] = column.Name;
        if (profile.IsCounter && profile.Values >= LeastRows) return "it counts the rows";
        return column.Kind switch
        {
            ColumnKind.Id => "it has a value of its own for every row",
            ColumnKind.Text => "it holds text",
            ColumnKind.Number when profile.IsUnique && profile.Numbers.AreWhole && profile.Values >= LeastRows && HasIdName(column.Name) => "it has a number of its own for every row",
            _ => null,
        };
    }

    private static bool HasIdName(string name) =>
        name.Equals("id", StringComparison.OrdinalIgnoreCase) || name.EndsWith("_id", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("ID", StringComparison.Ordinal)
        || name.EndsWith(" id", StringComparison.OrdinalIgnoreCase) || name.StartsWith("id_", StringComparison.OrdinalIgnoreCase);
}
