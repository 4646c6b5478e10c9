namespace MLNetDeep.Runtime;

/// <summary>Texts without halves of surrogate pairs, on which other libraries throw.</summary>
internal static class ValidText
{
    /// <summary>The text, each half of a pair replaced by U+FFFD.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        if (IsValid(text)) return text.ToString();
        return string.Create(text.Length, text.ToString(), static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                var isPair = char.IsHighSurrogate(source[i]) && i + 1 < source.Length && char.IsLowSurrogate(source[i + 1]);
                if (isPair) target[i + 1] = source[i + 1];
                target[i] = isPair || !char.IsSurrogate(source[i]) ? source[i] : '\uFFFD';
                if (isPair) i++;
            }
        });
    }

    /// <summary>The text itself where nothing is to be replaced.</summary>
    public static ReadOnlySpan<char> Span(ReadOnlySpan<char> text) => IsValid(text) ? text : Of(text);

    private static bool IsValid(ReadOnlySpan<char> text)
    {
        var first = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        for (var i = first < 0 ? text.Length : first; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return false;
            i++;
        }
        return true;
    }
}
