using System.IO.Compression;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNetDeep.Inputs.Text;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Text;

/// <summary>Words that start from published vectors.</summary>
[TestClass]
public sealed class WordVectorTests
{
    private const int Size = 8;
    private readonly MLContext _ml = new(1);
    private readonly List<string> _said = [];
    private string _folder = "";

    public static IEnumerable<object[]> Keys => ArchitectureRegistry.All.Where(a => a.InputKind.Key == "text").Select(a => new object[] { a.Key });

    [TestInitialize]
    public void Begin()
    {
        _folder = Directory.CreateTempSubdirectory().FullName;
        _ml.Log += (_, e) => { if (e.Kind == ChannelMessageKind.Info) _said.Add(e.Message); };
    }

    [TestCleanup]
    public void End() => Directory.Delete(_folder, recursive: true);

    // Vectors of 8 numbers for networks of 32: a projection is learnt.
    [TestMethod]
    [DynamicData(nameof(Keys))]
    public void Words_that_training_has_not_are_told_apart_by_their_vectors(string key)
    {
        var (train, test) = (View(Texts(160, 0, 30)), View(Texts(200, 30, 60)));
        var file = Write("vectors.txt", Lines());
        using var without = Train(key, train, _ => { });
        Assert.IsLessThan(0.7, Accuracy(without, test));
        foreach (var isFrozen in new[] { true, false })
        {
            _said.Clear();
            using var with = Train(key, train, o => (o.WordVectorsFile, o.FreezeWordVectors) = (file, isFrozen));
            Assert.IsGreaterThan(0.9, Accuracy(with, test), $"frozen: {isFrozen}");
            Assert.IsTrue(_said.Any(m => m.Contains($"120 of 125 words start from those of '{file}' (8 numbers each); 60 of them do not occur in the training texts", StringComparison.Ordinal)), string.Join('\n', _said));
        }
    }

    [TestMethod]
    [DataRow(true, LogCountRatios.Start, Size)]
    [DataRow(true, LogCountRatios.Scale, 24)]
    [DataRow(false, LogCountRatios.Start, 24)]
    [DataRow(false, LogCountRatios.Scale, Size)]
    public void Saved_loaded_and_trained_further_without_the_file(bool isFrozen, LogCountRatios ratios, int width)
    {
        var view = View(Texts(120, 0, 60));
        var file = Write("vectors.txt", Lines());
        void Options(TextTrainerOptions o)
        {
            (o.WordVectorsFile, o.FreezeWordVectors, o.LogCountRatios) = (file, isFrozen, ratios);
            ((TextCnnOptions)o).Width = width;
        }
        using var model = Train("textcnn", view, Options);
        File.Delete(file);
        float[] live = Scores(model, view);
        var zip = Path.Combine(_folder, "model.zip");
        _ml.Deep().Model.Save(model, view.Schema, zip);
        foreach (var loaded in new[] { new MLContext().Model.LoadPlain(zip, out _), new MLContext().Model.LoadForScoring(zip, out _) })
        {
            var again = Scores(loaded, view);
            for (var i = 0; i < live.Length; i++) Assert.AreEqual(live[i], again[i], 1e-4);
        }
        using var deep = (DeepTransformer)((TransformerChain<ITransformer>)_ml.Deep().Model.Load(zip, out _)).LastTransformer;
        var architecture = ArchitectureRegistry.Get("textcnn");
        using var further = _ml.Deep().BinaryClassification.FromArchitecture(architecture, "Label", "Text", Small(architecture, Options)).Fit(view, deep);
        Assert.IsGreaterThan(0.9, Accuracy(further, view));
        if (!isFrozen) return;
        using var before = model.Model.Network.state_dict().Single(t => t.Key.EndsWith(".fixed", StringComparison.Ordinal)).Value.cpu();
        using var after = further.Model.Network.state_dict().Single(t => t.Key.EndsWith(".fixed", StringComparison.Ordinal)).Value.cpu();
        Assert.AreEqual(Vector("good", 0)[1], before.abs().max(0).values[1].item<float>(), 0.5f);
        Assert.IsTrue(before.equal(after).all().item<bool>());
    }

    [TestMethod]
    public void Vectors_are_where_the_words_are_and_others_are_as_large()
    {
        string[] rows = ["alpha beta", "alpha beta", "gamma gamma"];
        var file = Write("v.txt", ["alpha 1 2 3", "gamma -4 5 6"]);
        foreach (var isFrozen in new[] { true, false })
        {
            var options = new TextCnnOptions { WordVectorsFile = file, FreezeWordVectors = isFrozen, Width = 3, MaxEpochs = 1, LearningRate = 1e-12, Seed = 1, ValidationFraction = 0, BatchSize = 2, LogCountRatios = LogCountRatios.Start };
            using var model = _ml.Deep().BinaryClassification.TextCnn("Label", "Text", options).Fit(View(rows.Select((text, i) => (text, i == 0))));
            using var scope = NewDisposeScope();
            var state = model.Model.Network.state_dict();
            var table = state.Single(t => t.Key.EndsWith("table.weight", StringComparison.Ordinal)).Value.detach().cpu();
            if (isFrozen) table = table.mul(state.Single(t => t.Key.EndsWith(".learnt", StringComparison.Ordinal)).Value.cpu()).add(state.Single(t => t.Key.EndsWith(".fixed", StringComparison.Ordinal)).Value.cpu());
            // Sorted by how frequent they are, then by their letters; the first two are padding and unknown.
            Assert.AreEqual(5, table.shape[0]);
            foreach (var (number, expected) in new[] { (2, new[] { 1f, 2, 3 }), (4, [-4f, 5, 6]) })
                for (var i = 0; i < 3; i++) Assert.AreEqual(expected[i], table[number, i].item<float>(), 1e-5);
            Assert.IsGreaterThan(0.3f, table[3].abs().max().item<float>());
        }
    }

    [TestMethod]
    public void All_forms_of_files_say_the_same()
    {
        string[] lines = ["The 0.5 -1e-3", "caf\u00e9 3 4", ", 5 6", ". . 7 8"];
        byte[] text = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        var files = new Dictionary<string, byte[]>
        {
            ["glove.txt"] = text,
            ["crlf.txt"] = Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n"),
            ["word2vec.txt"] = [.. "4 2\n"u8, .. text],
            ["fasttext.vec"] = Encoding.UTF8.GetBytes($"4 2\n{string.Join(" \n", lines)} \n"),
            ["glove.txt.gz"] = Packed(text),
            ["word2vec.bin"] = Binary("\n"),
            ["tight.bin"] = Binary(""),
            ["word2vec.bin.gz"] = Packed(Binary("")),
        };
        foreach (var (name, content) in files)
        {
            var file = Path.Combine(_folder, name);
            File.WriteAllBytes(file, content);
            var found = new WordVectorFile(file, lowercase: true, CancellationToken.None).Vectors(["the", "other", "caf\u00e9", ","]);
            Assert.AreEqual((2, 3), (found.Size, found.Found), name);
            CollectionAssert.AreEqual(new[] { 0.5f, -1e-3f }, found.Of[0]!, name);
            Assert.IsNull(found.Of[1], name);
            CollectionAssert.AreEqual(new[] { 3f, 4 }, found.Of[2]!, name);
            CollectionAssert.AreEqual(new[] { 5f, 6 }, found.Of[3]!, name);
        }
    }

    [TestMethod]
    public void A_word_as_it_stands_goes_before_one_in_other_case_and_the_first_before_others()
    {
        var file = Write("v.txt", ["THE 1", "the 2", "the 3", "Cat 4", "CAT 5", "it's 6"]);
        var found = new WordVectorFile(file, lowercase: true, CancellationToken.None).Vectors(["the", "cat", "it"]);
        Assert.AreEqual((2f, 4f), (found.Of[0]![0], found.Of[1]![0]));
        Assert.IsNull(found.Of[2]);
        Assert.AreEqual(1, new WordVectorFile(file, lowercase: false, CancellationToken.None).Vectors(["the", "cat"]).Found);
    }

    [TestMethod]
    public void The_vocabulary_is_filled_up_by_rare_words_then_by_those_of_the_file()
    {
        var file = Write("v.txt", ["New 1", "once 2", "twice 3", "two words 4", "don't 5", "other 6", "new 7", "more 8"]);
        var vectors = new WordVectorFile(file, lowercase: true, CancellationToken.None);
        CollectionAssert.AreEqual(new[] { "often", "twice", "once", "new", "other" }, vectors.Fill(["often"], ["twice", "gone", "once"], 5).ToArray());
        CollectionAssert.AreEqual(new[] { "often", "twice" }, vectors.Fill(["often"], ["twice", "gone", "once"], 2).ToArray());
        CollectionAssert.AreEqual(new[] { "often" }, vectors.Fill(["often"], ["once"], 1).ToArray());
    }

    [TestMethod]
    [DataRow("", "it is empty")]
    [DataRow("word\n", "line 1 is 'word'; each line has a word and its numbers, with spaces between")]
    [DataRow("a 1 2\nb 1\n", "line 2 ('b 1') has 1 numbers; each line has a word and 2 numbers, with spaces between")]
    [DataRow("a 1 2\nb 1 x\n", "line 2 has 'x', which is no finite number")]
    [DataRow("2 2\na 1 2\nb 1 NaN\n", "line 3 has 'NaN', which is no finite number")]
    [DataRow("3 2\na 1 2\nb 1 2\n", "line 1 says that there are 3 words, but the file ends after 2")]
    [DataRow("3 0\na 1 2\n", "line 1 says that vectors have 0 numbers; 1 to 100000 are allowed")]
    [DataRow("a 1\0 2\n", "it has bytes that are no text, but its first line is no count of words and of numbers, as word2vec writes it")]
    [DataRow("2 2\nab\0", "line 1 says that there are 2 words, but the file ends after 0")]
    public void Files_that_are_none_are_told(string content, string expected)
    {
        var file = Path.Combine(_folder, "v.txt");
        File.WriteAllText(file, content);
        var fault = Assert.ThrowsExactly<InvalidDataException>(() => new WordVectorFile(file, true, CancellationToken.None).Vectors(["a", "b"]));
        Assert.AreEqual($"'{file}', which WordVectorsFile names, has no word vectors that can be read: {expected}.", fault.Message);
    }

    [TestMethod]
    public void Other_faults_are_told()
    {
        var view = View(Texts(40, 0, 9));
        StringAssert.Contains(Assert.ThrowsExactly<FileNotFoundException>(() => Train("textcnn", view, o => o.WordVectorsFile = "/nowhere/v.txt")).Message, "There is no file '/nowhere/v.txt', which WordVectorsFile names.");
        var packed = Path.Combine(_folder, "v.gz");
        File.WriteAllBytes(packed, Packed(new byte[100_000])[..50]);
        Assert.ThrowsExactly<InvalidDataException>(() => new WordVectorFile(packed, true, CancellationToken.None).Vectors(["a"]));
        // Without a line of counts nothing but the end of the packed file says that words are missing.
        var whole = Packed(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 20_000).Select(i => $"w{i} {i % 7} {i % 11}"))));
        File.WriteAllBytes(packed, whole);
        Assert.AreEqual(1, new WordVectorFile(packed, true, CancellationToken.None).Vectors(["w3"]).Found);
        File.WriteAllBytes(packed, whole[..(whole.Length / 2)]);
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => new WordVectorFile(packed, true, CancellationToken.None).Vectors(["w3"])).Message, "it ends early.");
        File.WriteAllBytes(packed, BitConverter.GetBytes(0x2F4F16BA));
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => new WordVectorFile(packed, true, CancellationToken.None).Vectors(["a"])).Message, "take the .vec file");
        var none = Write("none.txt", ["a-b 1 2"]);
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => Train("textcnn", view, o => o.WordVectorsFile = none)).Message, "has a vector for none of the");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => new TextCnnOptions { Tokenization = TextTokenization.Characters, WordVectorsFile = none }.Validate()).Message,
            "WordVectorsFile goes with Tokenization Words, but Tokenization is Characters.");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => new TextCnnOptions { FreezeWordVectors = true }.Validate()).Message, "FreezeWordVectors needs a WordVectorsFile.");
        var file = Write("v.txt", Lines());
        var own = _ml.Deep().BinaryClassification.FromModule("Label", "Text", context => nn.Sequential(("vectors", nn.Embedding(((TextShape)context.Input).Vocabulary, 1)), ("flat", nn.Flatten())), new TextTrainerOptions { WordVectorsFile = file });
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => own.Fit(view)).Message, "WordVectorsFile is for the networks of this product");
    }

    [TestMethod]
    public void A_checkpoint_goes_on_with_the_same_file_alone()
    {
        var (view, file, checkpoint) = (View(Texts(60, 0, 20)), Write("v.txt", Lines()), Path.Combine(_folder, "training"));
        void Options(TextTrainerOptions o) => (o.WordVectorsFile, o.CheckpointPath, o.MaxEpochs) = (file, checkpoint, 3);
        float[] whole;
        using (var model = Train("textcnn", view, o => (o.WordVectorsFile, o.MaxEpochs) = (file, 3))) whole = Scores(model, view);
        Assert.ThrowsExactly<TimeoutException>(() => Train("textcnn", view, o =>
        {
            Options(o);
            o.OnEpoch = epoch => { if (epoch.Epoch == 2) throw new TimeoutException(); };
        }));
        var lines = File.ReadAllLines(file);
        File.WriteAllLines(file, lines.Select(line => line.Replace(" 0.5", " 0.25", StringComparison.Ordinal)));
        StringAssert.Contains(Assert.Throws<Exception>(() => Train("textcnn", view, Options)).Message, "is from another training");
        File.WriteAllLines(file, lines);
        using var resumed = Train("textcnn", view, Options);
        CollectionAssert.AreEqual(whole, Scores(resumed, view));
    }

    private DeepTransformer Train(string key, IDataView view, Action<TextTrainerOptions> change)
    {
        var architecture = ArchitectureRegistry.Get(key);
        return _ml.Deep().BinaryClassification.FromArchitecture(architecture, "Label", "Text", Small(architecture, change)).Fit(view);
    }

    private static TextTrainerOptions Small(MLNetDeep.Architecture architecture, Action<TextTrainerOptions> change)
    {
        var options = (TextTrainerOptions)architecture.CreateSmallOptions();
        (options.Seed, options.MaxEpochs, options.Patience, options.LearningRate) = (1, 8, 0, 0.01);
        change(options);
        return options;
    }

    private double Accuracy(ITransformer model, IDataView view) => _ml.BinaryClassification.EvaluateNonCalibrated(model.Transform(view)).Accuracy;

    private static float[] Scores(ITransformer model, IDataView view) => [.. model.Transform(view).GetColumn<float>("Score")];

    // Words of two classes, good and bad, and some that tell nothing and have no vector.
    private static IEnumerable<(string, bool)> Texts(int count, int from, int to)
    {
        var random = new Random(from + 1);
        for (var i = 0; i < count; i++)
        {
            var isGood = i % 2 == 0;
            var words = Enumerable.Range(0, 6).Select(k => k % 2 == 0 ? $"{(isGood ? "good" : "bad")}{from + (((i / 2 * 3) + (k / 2)) % (to - from))}" : $"some{random.Next(5)}");
            yield return (string.Join(' ', words), isGood);
        }
    }

    private static IEnumerable<string> Lines() => from i in Enumerable.Range(0, 60)
                                                  from kind in new[] { "good", "bad" }
                                                  select FormattableString.Invariant($"{kind}{i} {string.Join(' ', Vector(kind, i).Select(x => x.ToString(System.Globalization.CultureInfo.InvariantCulture)))}");

    // The second number tells the class, the others nothing.
    private static float[] Vector(string kind, int number)
    {
        var random = new Random((number * 2) + kind.Length);
        return [.. Enumerable.Range(0, Size).Select(i => i == 0 ? 0.5f : i == 1 ? (kind == "good" ? 1 : -1) : (float)((random.NextDouble() * 2) - 1))];
    }

    private string Write(string name, IEnumerable<string> lines)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllLines(file, lines);
        return file;
    }

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true)) gzip.Write(content);
        return packed.ToArray();
    }

    private static byte[] Binary(string end)
    {
        using var stream = new MemoryStream();
        stream.Write("3 2\n"u8);
        foreach (var (word, vector) in new[] { ("The", new[] { 0.5f, -1e-3f }), ("caf\u00e9", [3f, 4]), (",", [5f, 6]) })
        {
            stream.Write(Encoding.UTF8.GetBytes($"{word} "));
            foreach (var number in vector) stream.Write(BitConverter.GetBytes(number));
            stream.Write(Encoding.UTF8.GetBytes(end));
        }
        return stream.ToArray();
    }

    private IDataView View(IEnumerable<(string Text, bool IsGood)> rows) => _ml.Data.LoadFromEnumerable(rows.Select(row => new Row { Text = row.Text, Label = row.IsGood }).ToList());

    private sealed class Row
    {
        public string Text { get; set; } = "";

        public bool Label { get; set; }
    }
}
