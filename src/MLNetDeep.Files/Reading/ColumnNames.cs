namespace MLNetDeep.Files.Reading;

/// <summary>Names of columns as they are used: none empty, no two the same.</summary>
internal static class ColumnNames
{
    /// <summary>Names of columns without a header.</summary>
    public static string[] Numbered(int count) => [.. Enumerable.Range(1, count).Select(i => $"Column{i}")];

    /// <summary>Gives columns without a name their number, and those with the name of an earlier one a number behind it.</summary>
    /// <param name="header">The names as they stand in the file.</param>
    /// <param name="notes">Told what was changed.</param>
    public static string[] Distinct(IReadOnlyList<string> header, List<string> notes)
    {
        var (names, taken) = (new string[header.Count], new HashSet<string>(header, StringComparer.Ordinal));
        var used = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            var name = header[i].Length > 0 ? header[i] : Free($"Column{i + 1}", taken);
            if (header[i].Length == 0) notes.Add($"Column {i + 1} has no name: it is called '{name}'.");
            else if (used.Contains(name))
            {
                name = Free($"{name}_{used.Count(u => u == header[i]) + 1}", taken);
                notes.Add($"Column {i + 1} has the name '{header[i]}' of an earlier one: it is called '{name}'.");
            }
            used.Add(name);
            taken.Add(name);
            names[i] = name;
        }
        return names;
    }

    private static string Free(string wanted, HashSet<string> taken)
    {
        var name = wanted;
        for (var i = 2; taken.Contains(name); i++) name = $"{wanted}_{i}";
        return name;
    }
}
