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
        var found = _tokenizer is BertTokenizer bert
            ? bert.EncodeToIds(Valid(text), limit + 1, addSpecialTokens: false, out _, out _)
            : _tokenizer.EncodeToIds(Valid(text), limit + 1, out _, out _);
        foreach (var id in found.Take(limit)) tokens.Add(id + TokenizerSettings.First < Settings.Count ? id + TokenizerSettings.First : TokenizerSettings.Unknown);
        return found.Count <= limit;
    }

    private static BpeTokenizer BytePairs(TokenizerSettings settings) => BpeTokenizer.Create(new BpeOptions(settings.Vocabulary.Index().Select(v => KeyValuePair.Create(v.Item, v.Index)))
    {
        Merges = settings.Merges,
        PreTokenizer = PreTokenizer.CreateWordOrPunctuation(),
        Normalizer = settings.Lowercase ? LowerCaseNormalizer.Instance : null,
        EndOfWordSuffix = null,
    });

    // The library throws on surrogates without a partner.
    private static string Valid(ReadOnlySpan<char> text)
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

    private static bool IsValid(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return false;
            i++;
        }
        return true;
    }
}
