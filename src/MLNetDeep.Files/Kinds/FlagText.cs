namespace MLNetDeep.Files.Kinds;

/// <summary>Pairs of words that mean no and yes.</summary>
internal static class FlagText
{
    private static readonly (string No, string Yes)[] _pairs =
    [
        ("false", "true"), ("no", "yes"), ("n", "y"), ("f", "t"), ("off", "on"), ("0", "1"), ("-1", "1"), ("negative", "positive"), ("neg", "pos"), ("absent", "present"),
        ("nein", "ja"), ("non", "oui"), ("nee", "ja"), ("nej", "ja"), ("não", "sim"), ("falso", "verdadero"), ("нет", "да"), ("否", "是"),
    ];

    /// <summary>Whether two words are such a pair.</summary>
    public static bool AreFlags(IReadOnlyList<string> values) => values.Count == 2 && Yes(values) is not null;

    /// <summary>The one of two words that means yes; null where neither does.</summary>
    public static string? Yes(IReadOnlyList<string> values)
    {
        foreach (var (no, yes) in _pairs)
            for (var i = 0; i < 2; i++)
                if (values[i].Equals(yes, StringComparison.OrdinalIgnoreCase) && values[1 - i].Equals(no, StringComparison.OrdinalIgnoreCase)) return values[i];
        if (values.Contains("no", StringComparer.OrdinalIgnoreCase) && values.FirstOrDefault(v => v is "si" or "sí" or "Si" or "Sí" or "SI" or "SÍ") is { } si) return si;
        // "not spam" and "spam", "non-event" and "event".
        for (var i = 0; i < 2; i++)
            foreach (var prefix in (ReadOnlySpan<string>)["not ", "not_", "no ", "no_", "non", "non-", "non_", "un"])
                if (values[1 - i].Equals(prefix + values[i], StringComparison.OrdinalIgnoreCase)) return values[i];
        return null;
    }
}
