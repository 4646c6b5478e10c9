using Microsoft.ML;

namespace MLNetDeep.Bench.Tagging;

/// <summary>A linear tagger by ML.NET alone: maximum entropy over the word, its beginning and end, and the two words before and behind it, each word for itself.</summary>
internal static class LinearTagger
{
    /// <summary>The sentences with their tags as they are predicted.</summary>
    public static List<JudgedSentence> Run(MLContext ml, IReadOnlyList<TaggedSentence> train, IReadOnlyList<TaggedSentence> test)
    {
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label", nameof(Word.Tag))
            .Append(ml.Transforms.Text.TokenizeIntoWords("Parts", nameof(Word.Around)))
            .Append(ml.Transforms.Conversion.MapValueToKey("Keys", "Parts", maximumNumberOfKeys: 1_000_000))
            .Append(ml.Transforms.Text.ProduceNgrams("Features", "Keys", ngramLength: 1, useAllLengths: false))
            .AppendCacheCheckpoint(ml)
            .Append(ml.MulticlassClassification.Trainers.SdcaMaximumEntropy())
            .Append(ml.Transforms.Conversion.MapKeyToValue("Guess", "PredictedLabel"));
        var model = pipeline.Fit(ml.Data.LoadFromEnumerable(train.SelectMany(Words).ToList()));
        var guesses = new Queue<string>(ml.Data.CreateEnumerable<Guessed>(model.Transform(ml.Data.LoadFromEnumerable(test.SelectMany(Words).ToList())), reuseRowObject: false).Select(g => g.Guess));
        return [.. test.Select(sentence => new JudgedSentence { Tags = sentence.Tags, PredictedTags = [.. sentence.Tags.Select(_ => guesses.Dequeue())] })];
    }

    private static IEnumerable<Word> Words(TaggedSentence sentence)
    {
        string At(int i) => i < 0 ? "<s>" : i >= sentence.Words.Length ? "</s>" : sentence.Words[i];
        for (var i = 0; i < sentence.Words.Length; i++)
        {
            var word = At(i);
            yield return new Word
            {
                Tag = sentence.Tags[i],
                Around = $"w={word} l={word.ToLowerInvariant()} a={word[..Math.Min(3, word.Length)]} z={word[^Math.Min(3, word.Length)..]} c={char.IsUpper(word[0])} "
                    + $"p1={At(i - 1)} p2={At(i - 2)} n1={At(i + 1)} n2={At(i + 2)} pc={char.IsUpper(At(i - 1)[0])} nc={char.IsUpper(At(i + 1)[0])}",
            };
        }
    }

    private sealed class Word
    {
        public string Tag { get; set; } = "";

        public string Around { get; set; } = "";
    }

    private sealed class Guessed
    {
        public string Guess { get; set; } = "";
    }
}
