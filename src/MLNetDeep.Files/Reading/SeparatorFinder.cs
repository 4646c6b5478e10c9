using MLNetDeep.Files.Kinds;

namespace MLNetDeep.Files.Reading;

/// <summary>Which character separates the fields: the one that gives most records the same number of fields.</summary>
internal static class SeparatorFinder
{
    // In order of preference where two do equally well. A blank separates words as well as fields: it counts only where nothing else does.
    private static readonly char[] _candidates = ['\t', ',', ';', '|', ' '];

    /// <summary>What users call it.</summary>
    public static string NameOf(char separator) => separator switch
    {
        '\t' => "tab",
        ',' => "comma",
        ';' => "semicolon",
        '|' => "pipe",
        ' ' => "space",
        _ => $"'{separator}'",
    };

    /// <summary>Finds it in the first lines of a file. A file of one column has none: a comma is as good as any.</summary>
    /// <param name="text">The first lines.</param>
    /// <param name="layout">How the table of a saved model was read; null where there is none.</param>
    public static char Find(string text, TableLayout? layout = null)
    {
        if (Hint(text) is { } stated) return stated;
        if (layout is not null && ByNames(text, layout) is { } known) return known;
        var scored = _candidates.Select(c => (Separator: c, Score: Score(text, c))).ToArray();
        var best = scored[..^1].MaxBy(s => s.Score);
        if (best.Score.Share > 0) return best.Separator;
        return scored[^1].Score.Share > 0.9 ? ' ' : ',';
    }

    /// <summary>The separator in a first line such as "sep=;", as spreadsheets write it.</summary>
    public static char? Hint(string text) =>
        text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 5 && text[5] is '\r' or '\n' ? text[4] : null;

    // The one that finds most of the names that are known; the layout's own where several do.
    private static char? ByNames(string text, TableLayout layout)
    {
        var names = layout.Names;
        int Found(char separator) => Sample.Records(text, separator).FirstOrDefault()?.Count(names.Contains) ?? 0;
        var best = _candidates.Prepend(layout.Separator ?? ',').Select(c => (Separator: c, Found: Found(c))).MaxBy(c => c.Found);
        return best.Found > 1 || (best.Found > 0 && names.Count <= 2) ? best.Separator : null;
    }

    // The share of records that have the most frequent number of fields, where that is above one; then the share of numbers among their fields (1,5;2,5 is two numbers); then the number of fields.
    private static (double Share, double Numbers, int Width) Score(string text, char separator)
    {
        string[][] records = [.. Sample.Records(text, separator)];
        if (records.Length == 0) return default;
        var widest = records.GroupBy(r => r.Length).MaxBy(g => g.Count())!;
        if (widest.Key == 1) return default;
        return ((double)widest.Count() / records.Length, Math.Round(widest.Take(50).Average(r => r.Count(NumberFormat.LooksLikeNumber) / (double)r.Length), 2), widest.Key);
    }
}
