using MLNetDeep.Files.Kinds;

namespace MLNetDeep.Files.Reading;

/// <summary>Whether the first record holds names: each column says whether its first field is one of its values.</summary>
internal static class HeaderFinder
{
    /// <summary>Compares the first record with the others.</summary>
    /// <param name="first">The first record.</param>
    /// <param name="others">Those that follow, of the same width.</param>
    /// <param name="layout">How the table of a saved model was read; null where there is none.</param>
    public static bool IsHeader(string[] first, IReadOnlyList<string[]> others, TableLayout? layout)
    {
        if (layout is not null && first.Any(layout.Names.Contains)) return true;
        if (layout is { HasHeader: false }) return false;
        // A name is given, and given once.
        if (first.Count(f => f.Length == 0) > 1 || first.Where(f => f.Length > 0).GroupBy(f => f).Sum(g => g.Count() - 1) > first.Length / 2) return false;
        if (others.Count == 0) return !first.Any(NumberFormat.LooksLikeNumber);
        var votes = Enumerable.Range(0, first.Length).Sum(i => Vote(first[i], [.. others.Where(o => o.Length > i).Select(o => o[i]).Where(v => v.Length > 0)]));
        return votes > 0 || (votes == 0 && !first.Any(NumberFormat.LooksLikeNumber));
    }

    // 1 for a name, -1 for a value, 0 for no opinion.
    private static int Vote(string first, string[] values)
    {
        if (first.Length == 0 || values.Length == 0) return 0;
        var numbers = values.Count(NumberFormat.LooksLikeNumber);
        if (numbers > values.Length * 0.8) return NumberFormat.LooksLikeNumber(first) || MissingText.IsWord(first) ? -1 : 1;
        if (NumberFormat.LooksLikeNumber(first)) return -1;
        var distinct = values.Distinct().Count();
        // Few words that come again and again: the first is one of them, or it is their name.
        if (distinct > values.Length / 2) return 0;
        return values.Contains(first) ? -1 : 1;
    }
}
