using System.Globalization;
using System.Text;

namespace MLNetDeep.Runtime;

/// <summary>How a tokenizer.json says that texts are normalized.</summary>
internal static class JsonNormalizers
{
    private const string Supported = "Sequence, BertNormalizer, Lowercase, NFC, NFD, NFKC, NFKD, StripAccents, Strip, Replace, Prepend or Precompiled";

    /// <summary>What a normalizer does to a text.</summary>
    /// <exception cref="InvalidDataException">It is one that is not supported.</exception>
    public static Func<string, string> Read(JsonPart? part) => part?.Type switch
    {
        null => text => text,
        "Sequence" => Sequence([.. part.Parts("normalizers").Select(Read)]),
        "BertNormalizer" => Bert(part),
        "Lowercase" => Lower,
        "NFC" => Form(part, NormalizationForm.FormC),
        "NFD" => Form(part, NormalizationForm.FormD),
        "NFKC" => Form(part, NormalizationForm.FormKC),
        "NFKD" => Form(part, NormalizationForm.FormKD),
        "StripAccents" => text => Without(text, UnicodeCategory.NonSpacingMark, UnicodeCategory.SpacingCombiningMark, UnicodeCategory.EnclosingMark),
        "Strip" => Strip(part.Flag("strip_left", true), part.Flag("strip_right", true)),
        "Replace" => Replace(part),
        "Prepend" => Prepend(part.Text("prepend") ?? throw part.Wrong("prepend", null, "a text")),
        "Precompiled" => Precompiled(part),
        var other => throw part.Unsupported("type", other, Supported),
    };

    /// <summary>Whether a text still begins where it began: nothing is taken from its start.</summary>
    public static bool KeepsStart(JsonPart? part) => part is null || (part.Type == "Sequence" ? part.Parts("normalizers").All(KeepsStart) : part.Type is "Lowercase" or "NFC" or "NFD" or "NFKC" or "NFKD" or "Prepend");

    /// <summary>Lower case by the rules that are the same everywhere; one letter becomes two, which .NET leaves as it is.</summary>
    public static string Lower(string text) => text.ToLowerInvariant().Replace("\u0130", "i\u0307", StringComparison.Ordinal);

    private static Func<string, string> Sequence(Func<string, string>[] steps) => text => steps.Aggregate(text, (now, step) => step(now));

    // Where an application works without the tables of ICU, .NET leaves all but ASCII as it is and says nothing.
    private static Func<string, string> Form(JsonPart part, NormalizationForm form) => UnicodeForms.AreHere
        ? text => text.Normalize(form)
        : throw new InvalidDataException($"its {part.Path} ({part.Type}) needs Unicode normalization: {UnicodeForms.Missing}; set it to false");

    private static Func<string, string> Strip(bool left, bool right) => (left, right) switch
    {
        (true, true) => text => text.Trim(),
        (true, false) => text => text.TrimStart(),
        (false, true) => text => text.TrimEnd(),
        _ => text => text,
    };

    private static Func<string, string> Prepend(string start) => text => text.Length == 0 ? text : start + text;

    private static Func<string, string> Replace(JsonPart part)
    {
        var content = part.Text("content") ?? throw part.Wrong("content", null, "a text");
        var pattern = part.Required("pattern");
        if (pattern.Text("String") is { Length: > 0 } old) return text => text.Replace(old, content, StringComparison.Ordinal);
        var regex = CheckedRegex.Open(pattern);
        return text => regex.Replace(text, _ => content);
    }

    private static Func<string, string> Precompiled(JsonPart part)
    {
        var table = part.Text("precompiled_charsmap") ?? throw part.Wrong("precompiled_charsmap", null, "a text in base 64");
        try
        {
            return new CharacterTable(Convert.FromBase64String(table)).Replace;
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            throw new InvalidDataException($"its {part.Path}.precompiled_charsmap is no table of SentencePiece: {e.Message}", e);
        }
    }

    // Devlin et al., BERT (2019): no control characters, every space a plain one, Chinese characters apart, no accents, lower case.
    private static Func<string, string> Bert(JsonPart part)
    {
        var (clean, apart, lower) = (part.Flag("clean_text", true), part.Flag("handle_chinese_chars", true), part.Flag("lowercase", true));
        var plain = part.Flag("strip_accents", lower) ? Form(part, NormalizationForm.FormD) : null;
        return text =>
        {
            if (clean || apart) text = Clean(text, clean, apart);
            if (plain is not null) text = Without(plain(text), UnicodeCategory.NonSpacingMark);
            return lower ? Lower(text) : text;
        };
    }

    private static string Clean(string text, bool clean, bool apart)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean && rune.Value is not ('\t' or '\n' or '\r') && IsControl(rune)) continue;
            if (clean && Rune.IsWhiteSpace(rune)) result.Append(' ');
            else if (apart && IsChinese(rune.Value)) result.Append(' ').Append(rune).Append(' ');
            else result.Append(rune);
        }
        return result.ToString();
    }

    private static bool IsControl(Rune rune) => rune.Value is 0 or 0xFFFD
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse;

    // The blocks of CJK ideographs that BERT's own code names.
    private static bool IsChinese(int value) => value is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF)
        or (>= 0x2A700 and <= 0x2B73F) or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B920 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);

    private static string Without(string text, params UnicodeCategory[] categories)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (!categories.Contains(Rune.GetUnicodeCategory(rune))) result.Append(rune);
        return result.ToString();
    }
}
