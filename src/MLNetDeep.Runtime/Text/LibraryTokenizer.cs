using Microsoft.ML.Tokenizers;

namespace MLNetDeep.Runtime;

/// <summary>Parts of words by Microsoft.ML.Tokenizers.</summary>
internal sealed class LibraryTokenizer : TextTokenizer
{
    // Stands for characters of a text that byte pairs know nothing of: no text has it.
    private const string NoCharacter = "\uFFFF";
    private readonly Tokenizer _tokenizer;
    private readonly int _unknown;

    /// <summary>Opens the tokenizer that settings describe.</summary>
    /// <exception cref="InvalidDataException">The file is none of its kind.</exception>
    public LibraryTokenizer(TokenizerSettings settings) : base(settings)
    {
        try
        {
            (_tokenizer, _unknown, Tokens) = Open(settings);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or InvalidDataException))
        {
            throw new InvalidDataException($"it cannot be read as {settings.Kind}: {e.Message}", e);
        }
    }

    public override IReadOnlyList<string?> Tokens { get; }

    protected override bool Add(ReadOnlySpan<char> text, List<int> tokens, int limit)
    {
        var valid = ValidText.Span(text);
        var found = valid.Length <= limit ? Encode(valid) : Encode(valid, limit + 1);
        var count = Math.Min(found.Count, limit);
        for (var i = 0; i < count; i++) tokens.Add(found[i] != _unknown && found[i] < Tokens.Count ? found[i] + TokenizerSettings.First : TokenizerSettings.Unknown);
        return found.Count <= limit;
    }

    // Without a limit the library is faster: texts that are short do not need one.
    private IReadOnlyList<int> Encode(ReadOnlySpan<char> text) => _tokenizer is BertTokenizer bert ? bert.EncodeToIds(text, addSpecialTokens: false) : _tokenizer.EncodeToIds(text);

    private IReadOnlyList<int> Encode(ReadOnlySpan<char> text, int limit) => _tokenizer is BertTokenizer bert
        ? bert.EncodeToIds(text, limit, addSpecialTokens: false, out _, out _)
        : _tokenizer.EncodeToIds(text, limit, out _, out _);

    /// <summary>The library's own tokenizer of the same settings.</summary>
    public static Tokenizer OfLibrary(TokenizerSettings settings) => Open(settings).Tokenizer;

    // The tokenizer, the number of its unknown token, and its tokens.
    private static (Tokenizer Tokenizer, int Unknown, IReadOnlyList<string?> Tokens) Open(TokenizerSettings settings)
    {
        switch (settings.Kind)
        {
            case TokenizerKind.BytePairs: return (BytePairs(settings), settings.Vocabulary.Count, settings.Vocabulary);
            case TokenizerKind.WordPiece:
                var lines = VocabularyLines.Read(settings.File!);
                if (settings.StripsAccents && !UnicodeForms.AreHere) throw new InvalidDataException($"accents are taken off its texts, and {UnicodeForms.Missing}; set it to false");
                var bert = BertTokenizer.Create(new MemoryStream(settings.File!), new BertOptions { LowerCaseBeforeTokenization = settings.Lowercase, RemoveNonSpacingMarks = settings.StripsAccents });
                return (bert, bert.UnknownTokenId, lines);
            default:
                var ranks = TiktokenFile.Read(settings.File!);
                return (TiktokenFile.Open(settings.File!, settings.Encoding!), -1, ranks);
        }
    }

    private static BpeTokenizer BytePairs(TokenizerSettings settings) => BpeTokenizer.Create(
        new BpeOptions(settings.Vocabulary.Append(NoCharacter).Index().Select(v => KeyValuePair.Create(v.Item, v.Index)))
        {
            Merges = settings.Merges,
            PreTokenizer = PreTokenizer.CreateWordOrPunctuation(),
            Normalizer = settings.Lowercase ? LowerCaseNormalizer.Instance : null,
            EndOfWordSuffix = null,
            UnknownToken = NoCharacter,
        });
}
