using System.Diagnostics;
using System.Text;
using Microsoft.ML.Tokenizers;
using MLNetDeep.Inputs.Text;
using MLNetDeep.Runtime;

namespace MLNetDeep.Bench.Tokens;

/// <summary>A tokenizer, and the nearest that the library has; both count the tokens of a text.</summary>
internal sealed class TokenizerPair(string name, TokenizerSettings settings, string libraryName, Func<string, int> library)
{
    private const int Vocabulary = 20_000, Limit = 100_000;
    private readonly TextTokenizer _ours = TextTokenizer.Create(settings);
    private readonly List<double> _speeds = [], _librarySpeeds = [];

    public string Name => name;

    public static IEnumerable<TokenizerPair> All(Corpus corpus)
    {
        string[] words = [.. corpus.Frequent.Take(Vocabulary).Select(w => w.Key)];
        string[] characters = [.. corpus.Counts.Keys.SelectMany(w => w.EnumerateRunes()).Distinct().Order().Select(r => r.ToString()).Prepend(" ")];
        var wordOrPunctuation = PreTokenizer.CreateWordOrPunctuation();
        var whitespace = PreTokenizer.CreateWhiteSpace();
        var wordSettings = Of(TokenizerKind.Words, words);
        yield return new("Words", wordSettings, "PreTokenizer.CreateWordOrPunctuation, no numbers of tokens", text => wordOrPunctuation.PreTokenize(text).Count());
        yield return new("Words", wordSettings, "PreTokenizer.CreateWhiteSpace, no numbers of tokens", text => whitespace.PreTokenize(text).Count());

        var withoutMerges = LibraryTokenizer.OfLibrary(Of(TokenizerKind.BytePairs, characters));
        yield return new("Characters", Of(TokenizerKind.Characters, characters), "BpeTokenizer without merges", text => withoutMerges.EncodeToIds(text).Count);

        var (parts, merges) = BytePairTrainer.Train([.. corpus.Frequent], Vocabulary, 2, CancellationToken.None);
        var pairSettings = Of(TokenizerKind.BytePairs, parts) with { Merges = merges };
        var pairs = LibraryTokenizer.OfLibrary(pairSettings);
        yield return new($"BytePairs, {parts.Count} parts", pairSettings, "BpeTokenizer", text => pairs.EncodeToIds(text).Count);

        string[] pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. characters.Skip(1), .. characters.Skip(1).Select(c => "##" + c), .. words.Where(w => w.Length > 1).Take(Vocabulary / 2)];
        var pieceSettings = Of(TokenizerKind.WordPiece, []) with { File = Encoding.UTF8.GetBytes(string.Join('\n', pieces)), Count = pieces.Length + TokenizerSettings.First };
        var bert = (BertTokenizer)LibraryTokenizer.OfLibrary(pieceSettings);
        yield return new($"WordPiece, {pieces.Length} pieces", pieceSettings, "BertTokenizer", text => bert.EncodeToIds(text, addSpecialTokens: false).Count);
    }

    /// <summary>Measures both, one after the other; the other one first in every second round.</summary>
    public void Run(Corpus corpus, int round)
    {
        if (round == 0) foreach (var text in corpus.Texts.Take(20_000)) _ = Encode(text) + library(text);
        var libraryIsFirst = round % 2 == 1;
        if (libraryIsFirst) _librarySpeeds.Add(Speed(corpus, library));
        _speeds.Add(Speed(corpus, Encode));
        if (!libraryIsFirst) _librarySpeeds.Add(Speed(corpus, library));
        Console.Error.WriteLine(FormattableString.Invariant($"round {round + 1}: {name} {_speeds[^1]:f1} MB/s, {libraryName} {_librarySpeeds[^1]:f1} MB/s"));
    }

    public override string ToString() => FormattableString.Invariant(
        $"| {name} | {Range(_speeds, "f1")} | {libraryName} | {Range(_librarySpeeds, "f1")} | {Range([.. _speeds.Zip(_librarySpeeds, (a, b) => a / b)], "f2")} |");

    private static TokenizerSettings Of(TokenizerKind kind, IReadOnlyList<string> vocabulary) =>
        new() { Kind = kind, Lowercase = true, Limit = Limit, Vocabulary = vocabulary, Count = vocabulary.Count + TokenizerSettings.First };

    private static double Speed(Corpus corpus, Func<string, int> tokenize)
    {
        GC.Collect();
        var clock = Stopwatch.StartNew();
        long tokens = 0;
        foreach (var text in corpus.Texts) tokens += tokenize(text);
        return tokens > 0 ? corpus.Megabytes / clock.Elapsed.TotalSeconds : throw new InvalidOperationException("There was no token.");
    }

    private static string Range(List<double> values, string format)
    {
        double[] sorted = [.. values.Order()];
        string Text(double value) => value.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
        return $"{Text(sorted[sorted.Length / 2])} ({Text(sorted[0])} to {Text(sorted[^1])})";
    }

    private int Encode(string text) => _ours.Encode(text, out _).Length;
}
