using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Runtime;

namespace MLNetDeep.Bench.Tokens;

/// <summary>How long the tokens of a set take, beside an epoch of a network on it.</summary>
internal static class TrainingShare
{
    public static string Measure(string folder, string network)
    {
        var file = Path.Combine(folder, "train.tsv");
        var tokens = Tokenize([.. Corpus.Read(file)]);
        var ml = new MLContext(1);
        var rows = ml.Data.LoadFromTextFile<Row>(file, hasHeader: true);
        var keyed = ml.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
        var architecture = ArchitectureRegistry.Get(network);
        var options = architecture.CreateOptions();
        (options.Seed, options.MaxEpochs) = (1, 1);
        var clock = Stopwatch.StartNew();
        using var fitted = ml.Deep().MulticlassClassification.FromArchitecture(architecture, "Label", "Text", options).Fit(keyed);
        var seconds = clock.Elapsed.TotalSeconds;
        return FormattableString.Invariant($"| {Path.GetFileName(folder.TrimEnd('/'))} | {architecture.DisplayName} | {tokens:f2} | {seconds:f1} | {tokens / seconds:P2} |");
    }

    // What a fit does: words are counted once to learn the vocabulary, and every text is encoded once. On one thread, where the reader has all.
    private static double Tokenize(string[] texts)
    {
        var clock = Stopwatch.StartNew();
        Dictionary<string, long> counts = new(StringComparer.Ordinal);
        var byText = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var text in texts)
        {
            using var words = new WordScanner(text, lowercase: true);
            while (words.MoveNext()) System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(byText, words.Current, out _)++;
        }
        string[] vocabulary = [.. counts.Where(c => c.Value > 1).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(20_000).Select(c => c.Key)];
        var tokenizer = TextTokenizer.Create(new TokenizerSettings { Kind = TokenizerKind.Words, Lowercase = true, Limit = 256, Vocabulary = vocabulary });
        foreach (var text in texts) tokenizer.Encode(text, out _);
        return clock.Elapsed.TotalSeconds;
    }

    private sealed class Row
    {
        [LoadColumn(0)]
        public string Label { get; set; } = "";

        [LoadColumn(1)]
        public string Text { get; set; } = "";
    }
}
