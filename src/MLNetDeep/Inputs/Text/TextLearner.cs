using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Text;

/// <summary>What the training texts tell.</summary>
/// <param name="Settings">Of the tokenizer.</param>
/// <param name="Rows">How many texts there are to train on, of all columns.</param>
/// <param name="MeanTokens">Tokens of a text on average, as many as are taken.</param>
/// <param name="LongestText">The most tokens of a text before it is truncated.</param>
/// <param name="Cut">Texts that are truncated.</param>
/// <param name="Empty">Texts without any token.</param>
internal sealed record LearntTexts(TokenizerSettings Settings, long Rows, double MeanTokens, int LongestText, long Cut, long Empty)
{
    /// <summary>Published vectors of the words; null where none were asked for.</summary>
    public WordVectors? Vectors { get; init; }

    /// <summary>Words of the vocabulary that only the file of vectors has.</summary>
    public int Added { get; init; }
}

/// <summary>
/// Learns the vocabulary: one pass over the training rows, those kept for validation left out; and another one for byte pairs, as how many of them a text has is
/// known only when they are.
/// </summary>
internal sealed class TextLearner
{
    // Different tokens that are counted at once; where there are more, the rarest are forgotten until there is room for as many again.
    private const int MostCounted = 2_000_000;

    // What is looked at to train byte pairs: enough to know frequent pairs by.
    private const int MostWords = 200_000;
    private readonly ITokenizerOptions _options;
    private readonly CancellationToken _cancel;
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> _byText;
    private WordVectorFile? _file;
    private TextTokenizer? _tokenizer;
    private long _rows, _taken, _cut, _empty;
    private int _longest;

    private TextLearner(ITokenizerOptions options, CancellationToken cancel)
    {
        (_options, _cancel) = (options, cancel);
        _byText = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (options.TokenizerFile is { } file) _tokenizer = Whole(TokenizerFiles.Open(options, file));
    }

    /// <summary>Reads the training texts.</summary>
    public static LearntTexts Learn(InputSearch search, IReadOnlyList<string> columns, TextTrainerOptions options)
    {
        var file = options.WordVectorsFile is { } name ? new WordVectorFile(name, options.Lowercase, options.CancellationToken) : null;
        var learner = new TextLearner(options, options.CancellationToken) { _file = file };
        if (options.PretrainedEncoder is { } encoder)
            learner._tokenizer = Whole(TokenizerSettings.FromBytes(EncoderFile.Read(encoder, EncoderFile.Tokenizer, nameof(TextTrainerOptions.PretrainedEncoder))));
        learner.Read(search, columns, search.Split);
        var settings = learner.Settings();
        if (learner._tokenizer is null && settings.Kind == TokenizerKind.BytePairs)
        {
            learner = new TextLearner(options, options.CancellationToken) { _tokenizer = Whole(settings) };
            learner.Read(search, columns, search.Split.Again());
        }
        return new LearntTexts(settings, learner._rows, (double)learner._taken / Math.Max(1, learner._rows), learner._longest, learner._cut, learner._empty)
        {
            Vectors = learner._file?.Vectors(settings.Vocabulary),
            Added = settings.Vocabulary.Count(word => !learner._counts.ContainsKey(word)),
        };
    }

    /// <summary>The tokenizer of all texts of a column.</summary>
    public static TokenizerSettings Learn(IDataView rows, string column, ITokenizerOptions options)
    {
        var learner = new TextLearner(options, CancellationToken.None);
        if (learner._tokenizer is not null) return learner.Settings();
        using var cursor = rows.GetRowCursor([rows.Schema[column]]);
        var getter = cursor.GetGetter<ReadOnlyMemory<char>>(rows.Schema[column]);
        ReadOnlyMemory<char> text = default;
        while (cursor.MoveNext())
        {
            getter(ref text);
            learner.Add(text.Span);
        }
        return learner.Settings();
    }

    // Truncates no text.
    private static TextTokenizer Whole(TokenizerSettings settings) => TextTokenizer.Create(settings with { Limit = int.MaxValue });

    // Words are a text with spaces between them.
    private static ValueGetter<ReadOnlyMemory<char>> Getter(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType) return row.GetGetter<ReadOnlyMemory<char>>(column);
        var getter = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
        VBuffer<ReadOnlyMemory<char>> words = default;
        return (ref ReadOnlyMemory<char> text) =>
        {
            getter(ref words);
            text = string.Join(' ', words.DenseValues().Select(word => word.ToString())).AsMemory();
        };
    }

    private void Read(InputSearch search, IReadOnlyList<string> columns, ValidationSplit split)
    {
        var view = search.Rows;
        List<string?> wanted = [.. columns, search.Target.Column, search.Target.WeightColumn];
        using var cursor = view.GetRowCursor(wanted.OfType<string>().Distinct().Select(name => view.Schema[name]));
        var labels = new TargetReader(cursor, search.Target);
        ValueGetter<ReadOnlyMemory<char>>[] getters = [.. columns.Select(column => Getter(cursor, view.Schema[column]))];
        ReadOnlyMemory<char> text = default;
        while (cursor.MoveNext())
        {
            _cancel.ThrowIfCancellationRequested();
            if (!labels.Read() || split.Next(labels.Stratum)) continue;
            foreach (var getter in getters)
            {
                getter(ref text);
                Add(text.Span);
            }
        }
    }

    private void Add(ReadOnlySpan<char> text)
    {
        _rows++;
        var tokens = _tokenizer is null ? Count(text) : _tokenizer.Encode(text, out _).Length;
        _longest = Math.Max(_longest, tokens);
        _taken += Math.Clamp(tokens, 1, _options.MaxTokens);
        if (tokens > _options.MaxTokens) _cut++;
        if (tokens == 0 || text.IsWhiteSpace()) _empty++;
    }

    private int Count(ReadOnlySpan<char> text)
    {
        var tokens = 0;
        if (_options.Tokenization == TextTokenization.Characters)
        {
            Span<char> one = stackalloc char[2];
            foreach (var rune in text.EnumerateRunes())
            {
                var length = (_options.Lowercase ? Rune.ToLowerInvariant(rune) : rune).EncodeToUtf16(one);
                Note(one[..length]);
                tokens++;
            }
            return tokens;
        }
        using var words = new WordScanner(text, _options.Lowercase);
        while (words.MoveNext())
        {
            Note(words.Current);
            tokens++;
        }
        return tokens;
    }

    private void Note(ReadOnlySpan<char> token)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_byText, token, out _)++;
        if (_counts.Count <= MostCounted) return;
        for (var least = 1; _counts.Count > MostCounted / 2; least++)
            foreach (var rare in _counts.Where(c => c.Value <= least).Select(c => c.Key).ToList()) _counts.Remove(rare);
    }

    private TokenizerSettings Settings()
    {
        if (_tokenizer is not null) return _tokenizer.Settings with { Limit = _options.MaxTokens };
        var settings = new TokenizerSettings
        {
            Kind = (TokenizerKind)_options.Tokenization,
            Lowercase = _options.Lowercase,
            Limit = _options.MaxTokens,
        };
        // Alike frequent ones by their text, so that the order of rows does not matter.
        var sorted = _counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal);
        if (_options.Tokenization == TextTokenization.BytePairs)
        {
            var (parts, merges) = BytePairTrainer.Train([.. sorted.Take(MostWords)], _options.VocabularySize, _options.MinTokenCount, _cancel);
            return settings with { Vocabulary = parts, Merges = merges, Count = TokenizerSettings.First + parts.Count };
        }
        string[] words = [.. sorted.Select(c => c.Key)];
        var frequent = words[..Math.Min(_options.VocabularySize, _counts.Values.Count(count => count >= _options.MinTokenCount))];
        var vocabulary = _file?.Fill(frequent, words[frequent.Length..], _options.VocabularySize) ?? frequent;
        return settings with { Vocabulary = vocabulary, Count = TokenizerSettings.First + vocabulary.Count };
    }
}
