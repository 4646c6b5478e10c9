using System.Text;
using Microsoft.ML.Tokenizers;

namespace MLNetDeep.Runtime;

/// <summary>Parts of words by Microsoft.ML.Tokenizers.</summary>
internal sealed class LibraryTokenizer(TokenizerSettings settings) : TextTokenizer(settings)
{
    private readonly Tokenizer _tokenizer = Open(settings);

    /// <summary>The tokenizer of the library that settings describe.</summary>
    /// <exception cref="InvalidDataException">The library cannot read the file.</exception>
    public static Tokenizer Open(TokenizerSettings settings)
    {
        try
        {
            return settings.Kind switch
            {
                TokenizerKind.BytePairs => BytePairs(settings),
                TokenizerKind.WordPiece => BertTokenizer.Create(new MemoryStream(settings.File!), new BertOptions { LowerCaseBeforeTokenization = settings.Lowercase }),
                _ => SentencePieceTokenizer.Create(new MemoryStream(settings.File!), addBeginningOfSentence: false),
            };
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new InvalidDataException($"The tokenizer's file is not one of the kind {settings.Kind}: {e.Message}", e);
        }
    }

    /// <summary>How many tokens a file has.</summary>
    public static int CountOf(TokenizerSettings settings) => Open(settings) switch
    {
        SentencePieceTokenizer model => model.Vocabulary.Count,
        _ => Encoding.UTF8.GetString(settings.File!).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length,
    };

    protected override bool Add(ReadOnlySpan<char> text, List<int> tokens, int limit)
    {
        if (!IsValid(text)) text = Valid(text);
        var found = text.Length <= limit ? Encode(text) : Encode(text, limit + 1);
        var count = Math.Min(found.Count, limit);
        for (var i = 0; i < count; i++) tokens.Add(found[i] + TokenizerSettings.First < Settings.Count ? found[i] + TokenizerSettings.First : TokenizerSettings.Unknown);
        return found.Count <= limit;
    }

    // Without a limit the library is faster: texts that are short do not need one.
    private IReadOnlyList<int> Encode(ReadOnlySpan<char> text) => _tokenizer is BertTokenizer bert ? bert.EncodeToIds(text, addSpecialTokens: false) : _tokenizer.EncodeToIds(text);

    private IReadOnlyList<int> Encode(ReadOnlySpan<char> text, int limit) => _tokenizer is BertTokenizer bert
        ? bert.EncodeToIds(text, limit, addSpecialTokens: false, out _, out _)
        : _tokenizer.EncodeToIds(text, limit, out _, out _);

    private static BpeTokenizer BytePairs(TokenizerSettings settings) => BpeTokenizer.Create(new BpeOptions(settings.Vocabulary.Index().Select(v => KeyValuePair.Create(v.Item, v.Index)))
    {
        Merges = settings.Merges,
        PreTokenizer = PreTokenizer.CreateWordOrPunctuation(),
        Normalizer = settings.Lowercase ? LowerCaseNormalizer.Instance : null,
        EndOfWordSuffix = null,
    });

    // The library throws on surrogates without a partner.
    private static char[] Valid(ReadOnlySpan<char> text)
    {
        var valid = text.ToArray();
        for (var i = 0; i < valid.Length; i++)
        {
            if (char.IsHighSurrogate(valid[i]) && i + 1 < valid.Length && char.IsLowSurrogate(valid[i + 1])) i++;
            else if (char.IsSurrogate(valid[i])) valid[i] = '\uFFFD';
        }
        return valid;
    }

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
