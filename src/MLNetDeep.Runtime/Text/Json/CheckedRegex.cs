using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MLNetDeep.Runtime;

/// <summary>
/// A regular expression of a tokenizer.json that means the same in .NET; those that would mean something else are refused. It sees characters beyond U+FFFF as one
/// character of their category, not as two halves without one.
/// </summary>
internal sealed class CheckedRegex
{
    // What one match may take, where a pattern can try ever more ways to match.
    private static readonly TimeSpan LongMatch = TimeSpan.FromSeconds(5);
    private readonly Regex _regex;
    private readonly string _where;

    private CheckedRegex(Regex regex, string where = "") => (_regex, _where) = (regex, where);

    /// <summary>A pattern of this product's own.</summary>
    public static CheckedRegex Own(string pattern) => new(new Regex(pattern, RegexOptions.CultureInvariant));

    /// <summary>The pattern of a Split or Replace, which says String or Regex.</summary>
    public static CheckedRegex Open(JsonPart part)
    {
        if (part.Text("String") is { } text) return text.Length > 0 && !text.Any(char.IsSurrogate) ? Own(Regex.Escape(text)) : throw part.Unsupported("String", text, "characters up to U+FFFF, at least one");
        var pattern = part.Text("Regex") ?? throw part.Wrong("Regex", null, "a text");
        try
        {
            if (Foreign(pattern) is { } what) throw part.Unsupported("Regex", pattern, $"without {what}, which means something else in .NET");
            return new(InLinearTime(pattern) ?? new Regex(pattern, RegexOptions.CultureInvariant, LongMatch), $"its {part.Path}.Regex");
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"its {part.Path}.Regex '{pattern}' is none that .NET knows: {e.Message}", e);
        }
    }

    /// <summary>Where the pattern is found.</summary>
    public IEnumerable<(int From, int Length)> Matches(string text)
    {
        var shadow = Shadow(text, out var places);
        for (var match = Next(null); match.Success; match = Next(match))
            if (match.Length > 0) yield return (At(match.Index), At(match.Index + match.Length) - At(match.Index));
        int At(int place) => places is null ? place : places[place];
        Match Next(Match? last)
        {
            try
            {
                return last is null ? _regex.Match(shadow) : last.NextMatch();
            }
            catch (RegexMatchTimeoutException e)
            {
                throw new InvalidDataException($"The tokenizer cannot encode a text of {text.Length} characters: {_where} '{_regex}' took more than {LongMatch.TotalSeconds:0} seconds to match, as it "
                    + $"can match the same characters in many ways. Simplify it. The text begins with '{(text.Length <= 60 ? text : $"{text[..60]}…")}'.", e);
            }
        }
    }

    public string Replace(string text, Func<string, string> content)
    {
        var (result, from) = (new StringBuilder(text.Length), 0);
        foreach (var (start, length) in Matches(text))
        {
            result.Append(text, from, start - from).Append(content(text.Substring(start, length)));
            from = start + length;
        }
        return result.Append(text, from, text.Length - from).ToString();
    }

    // Not for patterns that look ahead or behind, refer to what they matched, or are very long.
    private static Regex? InLinearTime(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    // What the other engine (Oniguruma) understands otherwise, or .NET not at all without saying so.
    private static string? Foreign(string pattern)
    {
        if (pattern.Any(char.IsSurrogate)) return "characters beyond U+FFFF";
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var next = i + 1 < pattern.Length ? pattern[i + 1] : ' ';
            switch (pattern[i])
            {
                case '\\' when next is 'w' or 'W' or 'b' or 'B' or 'Z' or 'G': return $"\\{next}";
                case '\\': i++; break;
                case '[' when inClass: return "a class in a class";
                case '[': inClass = true; i += next == '^' ? 1 : 0; break;
                case ']': inClass = false; break;
                case '&' when inClass && next == '&': return "&&";
                case '-' when inClass && next == '[': return "-[";
                case '^' or '$' when !inClass: return $"{pattern[i]}";
                case '(' when !inClass && next == '?' && i + 2 < pattern.Length && char.IsLetter(pattern[i + 2]) && pattern.AsSpan(i + 2) is not ['i', ':' or ')', ..]:
                    return "options other than i";
                default: break;
            }
        }
        return null;
    }

    private static string Shadow(string text, out int[]? places)
    {
        places = null;
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) return text;
        var (shadow, found, at) = (new StringBuilder(text.Length), new List<int>(text.Length + 1), 0);
        foreach (var rune in text.EnumerateRunes())
        {
            found.Add(at);
            shadow.Append(rune.IsBmp ? (char)rune.Value : Like(rune));
            at += rune.Utf16SequenceLength;
        }
        found.Add(at);
        places = [.. found];
        return shadow.ToString();
    }

    // A character of each category that no pattern is likely to name.
    private static char Like(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        // Letters in circles and squares are signs by category, but letters all the same.
        UnicodeCategory.OtherSymbol when rune.Value is (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189) => '\u24B6',
        UnicodeCategory.UppercaseLetter => '\u0402',
        UnicodeCategory.LowercaseLetter => '\u0452',
        UnicodeCategory.TitlecaseLetter => '\u01C5',
        UnicodeCategory.ModifierLetter => '\u02B0',
        UnicodeCategory.OtherLetter => '\u0710',
        UnicodeCategory.NonSpacingMark => '\u0483',
        UnicodeCategory.SpacingCombiningMark => '\u0903',
        UnicodeCategory.EnclosingMark => '\u0488',
        UnicodeCategory.DecimalDigitNumber => '\u07C1',
        UnicodeCategory.LetterNumber => '\u2160',
        UnicodeCategory.OtherNumber => '\u2460',
        UnicodeCategory.ConnectorPunctuation => '\u203F',
        UnicodeCategory.DashPunctuation => '\u058A',
        UnicodeCategory.OpenPunctuation => '\u0F3A',
        UnicodeCategory.ClosePunctuation => '\u0F3B',
        UnicodeCategory.OtherPunctuation => '\u055A',
        UnicodeCategory.MathSymbol => '\u2200',
        UnicodeCategory.CurrencySymbol => '\u20A0',
        UnicodeCategory.ModifierSymbol => '\u02C2',
        UnicodeCategory.Format => '\u2061',
        UnicodeCategory.PrivateUse => '\uE000',
        UnicodeCategory.OtherNotAssigned => '\u0378',
        _ => '\u2603',
    };
}
