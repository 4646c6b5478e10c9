namespace MLNetDeep.Runtime;

/// <summary>Splits a text into pieces, each of which becomes tokens of its own.</summary>
/// <param name="text">The text.</param>
/// <param name="isFirst">Whether it stands at the beginning, with no added token before it.</param>
internal delegate IEnumerable<string> JsonSplitter(string text, bool isFirst);

/// <summary>How a tokenizer.json says that texts are split into pieces (pre_tokenizer).</summary>
internal static class JsonSplitters
{
    private const string Supported = "Sequence, BertPreTokenizer, ByteLevel, Metaspace, Whitespace, WhitespaceSplit, Punctuation, Digits or Split";

    private static readonly CheckedRegex _gpt2 = CheckedRegex.Own(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+");
    private static readonly CheckedRegex _space = CheckedRegex.Own(@"\s");

    // Signs of ASCII that are no punctuation for Unicode count as such.
    private static readonly CheckedRegex _punctuation = CheckedRegex.Own(@"[\p{P}$+<=>^`|~]");
    private static readonly CheckedRegex _words = CheckedRegex.Own(@"[\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\u200C\u200D\u24B6-\u24E9]+|[^\s\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\u200C\u200D\u24B6-\u24E9]+");

    /// <summary>Splits a text as GPT-2 does, into pieces with a character for each byte.</summary>
    public static JsonSplitter ByteLevels { get; } = ByteLevel(addsSpace: false, isSplit: true);

    /// <summary>What splits a text.</summary>
    /// <param name="part">What the file says; null for nothing.</param>
    /// <param name="knowsStart">Whether a text begins where it began before other steps.</param>
    /// <exception cref="InvalidDataException">It is one that is not supported.</exception>
    public static JsonSplitter Read(JsonPart? part, bool knowsStart) => part?.Type switch
    {
        null => (text, _) => text.Length == 0 ? [] : [text],
        "Sequence" => Sequence([.. part.Parts("pretokenizers").Select((step, i) => Read(step, knowsStart && i == 0))]),
        "BertPreTokenizer" => Sequence([By(_space, "Removed"), By(_punctuation, "Isolated")]),
        "Whitespace" => (text, _) => _words.Matches(text).Select(found => text.Substring(found.From, found.Length)),
        "WhitespaceSplit" => By(_space, "Removed"),
        "Punctuation" => By(_punctuation, Behavior(part, "Isolated")),
        "Digits" => By(CheckedRegex.Own(@"\p{N}"), part.Flag("individual_digits") ? "Isolated" : "Contiguous"),
        "Split" => By(CheckedRegex.Open(part.Required("pattern")), Behavior(part, "Isolated"), part.Flag("invert")),
        "ByteLevel" => ByteLevel(part.Flag("add_prefix_space", true), part.Flag("use_regex", true)),
        "Metaspace" => Metaspace(part, knowsStart),
        var other => throw part.Unsupported("type", other, Supported),
    };

    private static string Behavior(JsonPart part, string other) => part.Text("behavior") is not { } found ? other
        : PieceSplit.Behaviors.Contains(found) ? found : throw part.Unsupported("behavior", found, string.Join(", ", PieceSplit.Behaviors));

    private static JsonSplitter Sequence(JsonSplitter[] steps) => (text, isFirst) =>
        steps.Aggregate((IEnumerable<string>)[text], (pieces, step) => pieces.SelectMany((piece, i) => step(piece, isFirst && i == 0)));

    private static JsonSplitter By(CheckedRegex regex, string behavior, bool invert = false) => (text, _) => PieceSplit.Split(text, regex.Matches(text), behavior, invert);

    private static JsonSplitter ByteLevel(bool addsSpace, bool isSplit) => (text, _) =>
    {
        if (text.Length == 0) return [];
        if (addsSpace && text[0] != ' ') text = ' ' + text;
        return (isSplit ? PieceSplit.Split(text, _gpt2.Matches(text), "Isolated", false) : [text]).Select(ByteText.Of);
    };

    private static JsonSplitter Metaspace(JsonPart part, bool knowsStart)
    {
        var sign = part.Text("replacement") ?? "\u2581";
        if (sign.EnumerateRunes().Count() != 1 || sign.Length != 1) throw part.Unsupported("replacement", sign, "one character up to U+FFFF");
        var scheme = part.Text("prepend_scheme") ?? (part.Flag("add_prefix_space", true) ? "always" : "never");
        if (scheme is not ("always" or "first" or "never")) throw part.Unsupported("prepend_scheme", scheme, "always, first or never");
        if (scheme == "first" && !knowsStart) throw part.Unsupported("prepend_scheme", scheme, "always or never where steps before it may remove the beginning of a text");
        var (regex, isSplit) = (CheckedRegex.Own(System.Text.RegularExpressions.Regex.Escape(sign)), part.Flag("split", true));
        return (text, isFirst) =>
        {
            if (text.Length == 0) return [];
            text = text.Replace(' ', sign[0]);
            if (text[0] != sign[0] && (scheme == "always" || (scheme == "first" && isFirst))) text = sign + text;
            return isSplit ? PieceSplit.Split(text, regex.Matches(text), "MergedWithNext", false) : [text];
        };
    }
}
