using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Tests.Tagging;

/// <summary>Taggers: entities in made sentences are found, live and by a saved model, whatever the sentence.</summary>
[TestClass]
public sealed class TaggingTests
{
    private readonly MLContext _ml = new(1);
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");

    [TestCleanup]
    public void Clean() => File.Delete(_file);

    [TestMethod]
    [DataRow("lstm")]
    [DataRow("gru")]
    [DataRow("texttransformer")]
    public void Entities_are_found_and_a_saved_model_finds_the_same(string key)
    {
        using var model = _ml.Deep().Tagging.Tagger(options: Small(key)).Fit(View(400, 1));
        var test = View(100, 2);
        var scored = model.Transform(test);
        var metrics = _ml.Deep().Tagging.Evaluate(scored);
        Assert.IsGreaterThan(0.95, metrics.F1, $"{metrics}");
        Assert.AreEqual(Recount(scored), metrics.F1, 1e-9);
        CollectionAssert.AreEqual(new[] { "O", "B-CITY", "B-PER", "I-CITY", "I-PER" }, model.Tags.ToArray());
        string[][] live = [.. scored.GetColumn<string[]>("PredictedTags")];
        _ml.Model.Save(model, test.Schema, _file);
        foreach (var loaded in new[] { new MLContext().Model.LoadPlain(_file, out _), new MLContext().Model.LoadForScoring(_file, out _) })
        {
            var again = loaded.Transform(test);
            Assert.IsFalse(again.Schema.Any(column => column.Name.StartsWith("MLNetDeep.", StringComparison.Ordinal)));
            foreach (var (expected, actual) in live.Zip(again.GetColumn<string[]>("PredictedTags"))) CollectionAssert.AreEqual(expected, actual);
            AssertAlike(scored.GetColumn<float[]>("TagProbabilities"), again.GetColumn<float[]>("TagProbabilities"));
        }
    }

    [TestMethod]
    public void Probabilities_say_how_sure_a_tag_is()
    {
        using var model = _ml.Deep().Tagging.Tagger(options: Small("lstm")).Fit(View(400, 1));
        var scored = model.Transform(View(200, 2));
        var judged = scored.GetColumn<string[]>("Tags").Zip(scored.GetColumn<string[]>("PredictedTags"), scored.GetColumn<float[]>("TagProbabilities"))
            .SelectMany(row => row.First.Select((tag, i) => (IsRight: tag == row.Second[i], Probability: row.Third[i]))).ToList();
        Assert.IsTrue(judged.All(word => word.Probability is > 0.2f and <= 1));
        Assert.AreEqual(judged.Average(word => word.IsRight ? 1.0 : 0), judged.Average(word => word.Probability), 0.05);
        // What has hardly learnt is not sure: there are 5 tags.
        using var poor = _ml.Deep().Tagging.Tagger(options: Small("lstm", o => (o.MaxEpochs, o.LearningRate) = (1, 1e-6))).Fit(View(40, 1));
        Assert.AreEqual(0.2, poor.Transform(View(50, 2)).GetColumn<float[]>("TagProbabilities").SelectMany(p => p).Average(), 0.15);
    }

    [TestMethod]
    public void Every_word_of_odd_sentences_has_a_tag()
    {
        using var model = _ml.Deep().Tagging.Tagger(options: Small("lstm", o => (o.MaxTokens, o.MaxEpochs) = (12, 2))).Fit(View(100, 1));
        string[][] sentences = [[], [""], ["it's", "well-known"], [.. Enumerable.Repeat("Ada", 40)], ["\ud83d", "\u0e2a\u0e27", "new\nline"]];
        var rows = _ml.Data.LoadFromEnumerable(sentences.Select(words => new TaggedSentence { Words = words }));
        string[][] live = [.. model.Transform(rows).GetColumn<string[]>("PredictedTags")];
        CollectionAssert.AreEqual(sentences.Select(s => s.Length).ToArray(), live.Select(s => s.Length).ToArray());
        Assert.IsTrue(live[3].Skip(12).All(tag => tag == "O"));
        float[][] sure = [.. model.Transform(rows).GetColumn<float[]>("TagProbabilities")];
        Assert.IsTrue(sure[3].Index().All(word => float.IsNaN(word.Item) == (word.Index >= 12)));
        CollectionAssert.AreEqual(sentences.Select(s => s.Length).ToArray(), sure.Select(s => s.Length).ToArray());
        _ml.Model.Save(model, rows.Schema, _file);
        foreach (var loaded in new[] { new MLContext().Model.LoadPlain(_file, out _), new MLContext().Model.LoadForScoring(_file, out _) })
        {
            foreach (var (expected, actual) in live.Zip(loaded.Transform(rows).GetColumn<string[]>("PredictedTags"))) CollectionAssert.AreEqual(expected, actual);
            AssertAlike(sure, loaded.Transform(rows).GetColumn<float[]>("TagProbabilities"));
        }
        using var engine = _ml.Model.CreatePredictionEngine<TaggedSentence, Tags>(model, new PredictionEngineOptions { OwnsTransformer = false });
        CollectionAssert.AreEqual(live[2], engine.Predict(new TaggedSentence { Words = sentences[2] }).PredictedTags);
        Assert.IsEmpty(engine.Predict(new TaggedSentence()).PredictedTags);
    }

    [TestMethod]
    public void Words_of_several_tokens_are_told_by_their_first()
    {
        using var model = _ml.Deep().Tagging.Tagger(options: Small("lstm", o => o.Tokenization = TextTokenization.Characters)).Fit(View(400, 1));
        Assert.IsGreaterThan(0.9, _ml.Deep().Tagging.Evaluate(model.Transform(View(100, 2))).F1);
    }

    [TestMethod]
    public void A_tagger_is_a_step_of_a_pipeline_and_starts_from_a_pretrained_encoder()
    {
        var texts = _ml.Data.LoadFromEnumerable(Sentences(100, 3).Select(s => new Joined { Text = string.Join(' ', s.Words) }).ToList());
        _ml.Deep().Transforms.PretrainEncoder(texts, "Text", Small("lstm", o => o.MaxEpochs = 1), _file);
        var said = new List<string>();
        _ml.Log += (_, e) => { lock (said) said.Add(e.Message); };
        var pipeline = _ml.Transforms.CopyColumns("W", "Words").Append(_ml.Deep().Tagging.Tagger("Tags", "W", Small("lstm", o => (o.PretrainedEncoder, o.MaxEpochs) = (_file, 1))));
        Assert.IsTrue(pipeline.Fit(View(60, 1)).Transform(View(10, 2)).Schema.GetColumnOrNull("PredictedTags") is not null);
        Assert.IsTrue(said.Any(m => m.Contains("tensors of weights start from", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void What_does_not_suit_is_said()
    {
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _ml.Deep().Tagging.Tagger("Other", "Words").Fit(View(5, 1))).Message, "Could not find tags column 'Other'");
        var numbers = _ml.Data.LoadFromEnumerable(new[] { new Numbers() });
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _ml.Deep().Tagging.Tagger().Fit(numbers)).Message, "the column of words 'Words' must be a vector of text, one item a word, but is Single");
        var uneven = _ml.Data.LoadFromEnumerable(Sentences(5, 1).Append(new TaggedSentence { Words = ["a", "b"], Tags = ["O"] }));
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => _ml.Deep().Tagging.Tagger().Fit(uneven)).Message, "row 6 has 2 words and 1 tags");
        var one = _ml.Data.LoadFromEnumerable([new TaggedSentence { Words = ["a"], Tags = ["O"] }]);
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => _ml.Deep().Tagging.Tagger().Fit(one)).Message, "only one tag ('O')");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().Tagging.Tagger(options: new TextCnnOptions()).Fit(View(5, 1))).Message, "TextCNN has no hidden state for each token");
        using var model = _ml.Deep().Tagging.Tagger(options: Small("lstm", o => o.MaxEpochs = 1)).Fit(View(20, 1));
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => model.Transform(numbers)).Message, "Schema mismatch for words column 'Words'");
        model.Dispose();
        Assert.ThrowsExactly<ObjectDisposedException>(() => model.Transform(View(5, 1)));
    }

    [TestMethod]
    public void Files_of_CoNLL_are_read_and_faults_are_told_by_their_line()
    {
        File.WriteAllText(_file, "-DOCSTART- -X- O O\n\n# a comment\nAda NNP B-NP B-PER\nLovelace NNP I-NP I-PER\n\n\nParis\tNNP\tB-NP\tB-CITY\nNew York\tNNP\tB-NP\tB-CITY");
        TaggedSentence[] sentences = [.. _ml.Data.CreateEnumerable<TaggedSentence>(_ml.Deep().Tagging.LoadConll(_file), reuseRowObject: false)];
        Assert.HasCount(2, sentences);
        CollectionAssert.AreEqual(new[] { "Ada", "Lovelace" }, sentences[0].Words);
        CollectionAssert.AreEqual(new[] { "B-PER", "I-PER" }, sentences[0].Tags);
        CollectionAssert.AreEqual(new[] { "Paris", "New York" }, sentences[1].Words);
        CollectionAssert.AreEqual(new[] { "NNP", "NNP" }, _ml.Data.CreateEnumerable<TaggedSentence>(_ml.Deep().Tagging.LoadConll(_file, tagField: 1), false).First().Tags);
        File.WriteAllText(_file, "Ada B-PER\nLovelace\n");
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => _ml.Deep().Tagging.LoadConll(_file)).Message, "line 2: 'Lovelace' has 1 field, but");
    }

    [TestMethod]
    [DataRow("B-X I-X O B-Y", "B-X I-X O B-Y", 1, 1, 2)]
    [DataRow("B-X I-X O B-Y", "B-X O O B-Y", 0.5, 0.5, 2)]
    [DataRow("B-X B-X I-X", "B-X I-X I-X", 0, 0, 2)]
    [DataRow("I-X I-X O I-X", "B-X I-X O B-X", 1, 1, 2)]
    [DataRow("B-X I-Y", "B-X B-Y", 1, 1, 2)]
    [DataRow("O O", "B-X O", 0, 0, 0)]
    [DataRow("NOUN NOUN VERB", "NOUN NOUN NOUN", 0, 0, 2)]
    public void Entities_are_counted_whole(string tags, string predicted, double precision, double recall, int entities)
    {
        var metrics = _ml.Deep().Tagging.Evaluate(_ml.Data.LoadFromEnumerable([new Judged { Tags = tags.Split(' '), PredictedTags = predicted.Split(' ') }]));
        Assert.AreEqual((precision, recall, (long)entities), (metrics.Precision, metrics.Recall, metrics.Entities));
        Assert.AreEqual(tags.Split(' ').Zip(predicted.Split(' ')).Average(pair => pair.First == pair.Second ? 1.0 : 0), metrics.WordAccuracy);
    }

    private static void AssertAlike(IEnumerable<float[]> expected, IEnumerable<float[]> actual)
    {
        foreach (var (one, other) in expected.Zip(actual))
        {
            Assert.HasCount(one.Length, other);
            for (var i = 0; i < one.Length; i++) Assert.AreEqual(one[i], other[i], 1e-5f);
        }
    }

    // By regular expressions over the tags as one text: another way to the same number.
    private static double Recount(IDataView scored)
    {
        static HashSet<string> Entities(string[] tags, int sentence)
        {
            var text = string.Concat(tags.Select((tag, i) => $"{tag}@{i} "));
            return [.. System.Text.RegularExpressions.Regex.Matches(text, @"B-(\w+)@\d+ (I-\1@\d+ )*").Select(m => $"{sentence}:{m.Value}")];
        }
        string[][] tags = [.. scored.GetColumn<string[]>("Tags")], predicted = [.. scored.GetColumn<string[]>("PredictedTags")];
        // An I without a B before it begins an entity, too.
        string[] Begun(string[] all) => [.. all.Select((tag, i) => tag.StartsWith("I-", StringComparison.Ordinal) && (i == 0 || all[i - 1].Length < 2 || all[i - 1][2..] != tag[2..]) ? $"B{tag[1..]}" : tag)];
        var there = tags.SelectMany((t, i) => Entities(Begun(t), i)).ToHashSet();
        var found = predicted.SelectMany((t, i) => Entities(Begun(t), i)).ToHashSet();
        return 2.0 * there.Intersect(found).Count() / (there.Count + found.Count);
    }

    private static TextTrainerOptions Small(string key, Action<TextTrainerOptions>? change = null)
    {
        var options = (TextTrainerOptions)ArchitectureRegistry.Get(key).CreateSmallOptions();
        (options.Seed, options.MaxEpochs, options.Lowercase, options.LearningRate) = (1, 20, false, 5e-3);
        change?.Invoke(options);
        return options;
    }

    private IDataView View(int count, int seed) => _ml.Data.LoadFromEnumerable(Sentences(count, seed));

    // Names are told by what stands around them: after "to" a city, before a verb a person.
    private static List<TaggedSentence> Sentences(int count, int seed)
    {
        var random = new Random(seed);
        string[] first = ["Ada", "Alan", "Grace", "Edsger", "Barbara"], last = ["Lovelace", "Turing", "Hopper", "Dijkstra", "Liskov"], verbs = ["flew", "went", "moved", "drove"], fill = ["yesterday", "slowly", "again", "with", "joy", "and", "a", "dog"];
        string[][] cities = [["Paris"], ["New", "York"], ["Rio", "de", "Janeiro"], ["Oslo"]];
        string Pick(string[] words) => words[random.Next(words.Length)];
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var (words, tags) = (new List<string>(), new List<string>());
            void Add(string type, params string[] entity)
            {
                for (var i = 0; i < entity.Length; i++)
                {
                    words.Add(entity[i]);
                    tags.Add(type == "O" ? "O" : $"{(i == 0 ? "B" : "I")}-{type}");
                }
            }
            for (var i = random.Next(3); i > 0; i--) Add("O", Pick(fill));
            if (random.Next(2) == 0) Add("PER", Pick(first), Pick(last));
            else Add("PER", Pick(first));
            Add("O", Pick(verbs), "to");
            Add("CITY", cities[random.Next(cities.Length)]);
            for (var i = random.Next(4); i > 0; i--) Add("O", Pick(fill));
            return new TaggedSentence { Words = [.. words], Tags = [.. tags] };
        })];
    }

    private sealed class Tags
    {
        [VectorType]
        public string[] PredictedTags { get; set; } = [];
    }

    private sealed class Judged
    {
        [VectorType]
        public string[] Tags { get; set; } = [];

        [VectorType]
        public string[] PredictedTags { get; set; } = [];
    }

    private sealed class Joined
    {
        public string Text { get; set; } = "";
    }

    private sealed class Numbers
    {
        public float Words { get; set; }

        [VectorType]
        public string[] Tags { get; set; } = ["O"];
    }
}
