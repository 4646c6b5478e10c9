using System.Globalization;

namespace MLNetDeep.Files.Kinds;

/// <summary>How the numbers of a column are written.</summary>
/// <param name="Sign">Before the decimals.</param>
/// <param name="IsPlain">Whether there is nothing beside digits, sign, decimal point and exponent.</param>
internal readonly record struct NumberFormat(DecimalSign Sign, bool IsPlain)
{
    private const int Longest = 64;

    /// <summary>1234.5 and 1.2e3.</summary>
    public static NumberFormat Plain { get; } = new(DecimalSign.Point, true);

    /// <summary>Reads a number; false where it is none, or not a finite one.</summary>
    public bool TryParse(ReadOnlySpan<char> field, out double value)
    {
        if (double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && (IsPlain || Sign == DecimalSign.Point || field.IndexOf('.') < 0)) return double.IsFinite(value);
        if (IsPlain || field.Length > Longest) return false;
        Span<char> digits = stackalloc char[Longest];
        var length = Undecorated(field, digits);
        return length > 0 && double.TryParse(digits[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    /// <summary>Whether it is a number in some way of writing.</summary>
    public static bool LooksLikeNumber(string field) =>
        Plain.TryParse(field, out _) || new NumberFormat(DecimalSign.Point, false).TryParse(field, out _) || new NumberFormat(DecimalSign.Comma, false).TryParse(field, out _);

    /// <summary>Whether a field has a currency or a percent sign.</summary>
    public static bool HasSymbol(ReadOnlySpan<char> field)
    {
        foreach (var c in field)
            if (IsSymbol(c)) return true;
        return false;
    }

    // Without currency, percent and thousands separators, with a point; 0 where it is not written as a number is.
    private int Undecorated(ReadOnlySpan<char> field, Span<char> digits)
    {
        var text = field.Trim();
        var isNegative = text is ['(', .., ')'];
        if (isNegative) text = text[1..^1].Trim();
        text = WithoutSymbols(text);
        if (text is ['-' or '−' or '+', ..])
        {
            isNegative ^= text[0] != '+';
            text = WithoutSymbols(text[1..]);
        }
        if (text.IsEmpty || !char.IsAsciiDigit(text[^1]) || !(char.IsAsciiDigit(text[0]) || text[0] == Decimal)) return 0;
        var length = 0;
        if (isNegative) digits[length++] = '-';
        var point = text.LastIndexOf(Decimal);
        var whole = point < 0 ? text : text[..point];
        if (!Whole(whole, digits, ref length)) return 0;
        if (point < 0) return length;
        digits[length++] = '.';
        foreach (var c in text[(point + 1)..])
        {
            if (!char.IsAsciiDigit(c)) return 0;
            digits[length++] = c;
        }
        return length;
    }

    private char Decimal => Sign == DecimalSign.Comma ? ',' : '.';

    // Digits in one run, or in groups of three behind one kind of separator.
    private bool Whole(ReadOnlySpan<char> text, Span<char> digits, ref int length)
    {
        var (group, run) = ('\0', 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                digits[length++] = text[i];
                run++;
                continue;
            }
            if (text[i] == Decimal || !IsGroup(text[i]) || (group != '\0' && (text[i] != group || run != 3)) || (group == '\0' && run is 0 or > 3)) return false;
            (group, run) = (text[i], 0);
        }
        return group == '\0' || run == 3;
    }

    private static bool IsGroup(char c) => c is ',' or '.' or '\'' or '’' or ' ' or '\u00A0' or '\u202F' or '\u2009';

    private static ReadOnlySpan<char> WithoutSymbols(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty && (IsSymbol(text[0]) || char.IsWhiteSpace(text[0]))) text = text[1..];
        while (!text.IsEmpty && (IsSymbol(text[^1]) || char.IsWhiteSpace(text[^1]))) text = text[..^1];
        foreach (var code in (ReadOnlySpan<string>)["USD", "EUR", "GBP", "CHF", "JPY", "SEK", "NOK", "DKK"])
        {
            if (text.StartsWith(code, StringComparison.OrdinalIgnoreCase)) text = text[3..].TrimStart();
            if (text.EndsWith(code, StringComparison.OrdinalIgnoreCase)) text = text[..^3].TrimEnd();
        }
        return text;
    }

    private static bool IsSymbol(char c) => c == '%' || char.GetUnicodeCategory(c) == UnicodeCategory.CurrencySymbol;
}
