using System.Globalization;
using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Reads a value from text; false, and a missing or default value, where the text is none.</summary>
internal delegate bool TryParseMapper<T>(ReadOnlySpan<char> text, out T value);

/// <summary>How values are written as text. Empty text is the default value of its type.</summary>
internal static class TextParsing
{
    private const NumberStyles Real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint
        | NumberStyles.AllowExponent | NumberStyles.AllowTrailingWhite;

    private static readonly Dictionary<Type, Delegate> s_parsers = new()
    {
        [typeof(sbyte)] = (TryParseMapper<sbyte>)TryParseSigned,
        [typeof(short)] = (TryParseMapper<short>)TryParseSigned,
        [typeof(int)] = (TryParseMapper<int>)TryParseSigned,
        [typeof(long)] = (TryParseMapper<long>)TryParseSigned,
        [typeof(byte)] = (TryParseMapper<byte>)TryParseUnsigned,
        [typeof(ushort)] = (TryParseMapper<ushort>)TryParseUnsigned,
        [typeof(uint)] = (TryParseMapper<uint>)TryParseUnsigned,
        [typeof(ulong)] = (TryParseMapper<ulong>)TryParseUnsigned,
        [typeof(float)] = (TryParseMapper<float>)TryParse,
        [typeof(double)] = (TryParseMapper<double>)TryParse,
        [typeof(bool)] = (TryParseMapper<bool>)TryParse,
        [typeof(TimeSpan)] = (TryParseMapper<TimeSpan>)TryParse,
        [typeof(DateTime)] = (TryParseMapper<DateTime>)TryParse,
        [typeof(DateTimeOffset)] = (TryParseMapper<DateTimeOffset>)TryParse,
        [typeof(ReadOnlyMemory<char>)] = (TryParseMapper<ReadOnlyMemory<char>>)TryParse,
    };

    public static TryParseMapper<T> ParserOf<T>() => (TryParseMapper<T>)s_parsers[typeof(T)];

    public static bool TryParse(ReadOnlySpan<char> text, out float value)
    {
        if (text.IsEmpty)
            value = 0;
        else if (!DecimalParser.TryParse(text, out value)
            && !float.TryParse(text, Real, CultureInfo.InvariantCulture, out value)
            && !TryParseInfinity(text, out value))
            return IsMissing(text, out value);
        return true;
    }

    public static bool TryParse(ReadOnlySpan<char> text, out double value)
    {
        if (text.IsEmpty)
            value = 0;
        else if (!DecimalParser.TryParse(text, out value)
            && !double.TryParse(text, Real, CultureInfo.InvariantCulture, out value)
            && !TryParseInfinity(text, out value))
            return IsMissing(text, out value);
        return true;
    }

    public static bool TryParse(ReadOnlySpan<char> text, out bool value)
    {
        value = text.Length switch
        {
            1 => text[0] is 'T' or 't' or 'Y' or 'y' or '1' or '+',
            2 => text is "+1",
            3 => text.Equals("yes", StringComparison.OrdinalIgnoreCase),
            4 => text.Equals("true", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
        return value || text.Length switch
        {
            0 => true,
            1 => text[0] is 'F' or 'f' or 'N' or 'n' or '0' or '-',
            2 => text is "-1" || text.Equals("no", StringComparison.OrdinalIgnoreCase),
            5 => text.Equals("false", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }

    /// <summary>A key as text counts from 0; what is no key of so many is missing.</summary>
    public static ulong ParseKey(ReadOnlySpan<char> text, ulong count)
        => !text.IsEmpty && TryParseUnsigned(text, out ulong value) && value < count ? value + 1 : 0;

    private static bool TryParse(ReadOnlySpan<char> text, out TimeSpan value)
    {
        value = default;
        return text.IsEmpty || TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value);
    }

    private static bool TryParse(ReadOnlySpan<char> text, out DateTime value)
    {
        value = default;
        return text.IsEmpty || DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
    }

    private static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset value)
    {
        value = default;
        return text.IsEmpty || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
    }

    private static bool TryParse(ReadOnlySpan<char> text, out ReadOnlyMemory<char> value)
    {
        value = text.ToString().AsMemory();
        return true;
    }

    private static bool TryParseSigned<T>(ReadOnlySpan<char> text, out T value)
        where T : struct, IBinaryInteger<T>, ISignedNumber<T>
    {
        value = default;
        return text.IsEmpty || (text[0] != '+' && T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value));
    }

    private static bool TryParseUnsigned<T>(ReadOnlySpan<char> text, out T value)
        where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
    {
        value = default;
        return text.IsEmpty || T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static bool TryParseInfinity<T>(ReadOnlySpan<char> text, out T value) where T : IFloatingPointIeee754<T>
    {
        value = text is "∞" ? T.PositiveInfinity : T.NegativeInfinity;
        return text is "∞" or "-∞";
    }

    private static bool IsMissing<T>(ReadOnlySpan<char> text, out T value) where T : IFloatingPointIeee754<T>
    {
        value = T.NaN;
        return text is "?" || text.Equals("NaN", StringComparison.OrdinalIgnoreCase)
            || text.Equals("NA", StringComparison.OrdinalIgnoreCase) || text.Equals("N/A", StringComparison.OrdinalIgnoreCase);
    }
}
