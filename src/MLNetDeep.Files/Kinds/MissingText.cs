namespace MLNetDeep.Files.Kinds;

/// <summary>Words that stand for a missing value.</summary>
internal static class MissingText
{
    private static readonly HashSet<string> _words = new(StringComparer.OrdinalIgnoreCase)
    {
        "NA", "N/A", "#N/A", "<NA>", "NaN", "-NaN", "?", "null", "none", "nil", "missing", "unknown", "empty", "-", "--", ".", "n.a.", "NaT", "\\N",
        "inf", "+inf", "-inf", "Infinity", "+Infinity", "-Infinity", "∞", "+∞", "-∞", "#DIV/0!", "#VALUE!", "#REF!", "#NUM!",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a field of a column of numbers, flags or dates is missing unless stated otherwise.</summary>
    public static bool IsWord(ReadOnlySpan<char> field) => _lookup.Contains(field);

    /// <summary>The test for a stated list of words, or the default one.</summary>
    /// <param name="stated">The words; null for the default.</param>
    /// <param name="isCategory">Whether words are ordinary values unless they are stated.</param>
    public static Predicate Test(IReadOnlyCollection<string>? stated, bool isCategory)
    {
        if (stated is null) return isCategory ? field => field.IsEmpty : field => field.IsEmpty || IsWord(field);
        var words = new HashSet<string>(stated, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        // What is not finite is no number, whatever counts as missing.
        return field => field.IsEmpty || words.Contains(field);
    }

    /// <summary>Whether a field is missing.</summary>
    public delegate bool Predicate(ReadOnlySpan<char> field);
}
