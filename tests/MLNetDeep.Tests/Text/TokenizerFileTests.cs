using System.Text;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Inputs.Text;
using MLNetDeep.Runtime;

namespace MLNetDeep.Tests.Text;

/// <summary>Tokenizers from files: what they make of a text, in a saved model too, and what is said of files that are none.</summary>
[TestClass]
public sealed class TokenizerFileTests
{
    private readonly MLContext _ml = new(1);
    private string _folder = "";

    [TestInitialize]
    public void Begin() => _folder = Directory.CreateTempSubdirectory().FullName;

    [TestCleanup]
    public void End() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Vocab_json_and_merges_txt_are_byte_pairs()
    {
        var tokenizer = Open(TextTokenization.ByteLevelBytePairs, BytePairs());
        Assert.AreEqual("g oo d \u0120good ' s \u0120 1 2 \u00c3 \u00a9", Tokens(tokenizer, "good good's 12\u00e9"));
        Assert.AreEqual(TokenizerSettings.First + 256 + 4, tokenizer.Settings.Count);
    }

    [TestMethod]
    public void A_tiktoken_file_is_byte_pairs_by_rank()
    {
        var tokenizer = Open(TextTokenization.Tiktoken, Tiktoken("cl100k_base.tiktoken"));
        Assert.AreEqual("g oo d \u0120good ' s \u0120 1 2 \u00c3 \u00a9", Tokens(tokenizer, "good good's 12\u00e9"));
        // What the encoding has beside the file's tokens is not known.
        CollectionAssert.AreEqual(new[] { TokenizerSettings.Unknown }, tokenizer.Encode("<|endoftext|>", out _));
    }

    [TestMethod]
    [DataRow(TextTokenization.ByteLevelBytePairs)]
    [DataRow(TextTokenization.Tiktoken)]
    [DataRow(TextTokenization.HuggingFace)]
    [DataRow(TextTokenization.WordPiece)]
    public void A_saved_model_gives_the_same_scores_without_the_file(TextTokenization tokenization)
    {
        var file = tokenization switch
        {
            TextTokenization.ByteLevelBytePairs => BytePairs(),
            TextTokenization.Tiktoken => Tiktoken("gpt2.tiktoken"),
            TextTokenization.HuggingFace => Write("tokenizer.json", """{"normalizer":{"type":"Lowercase"},"pre_tokenizer":{"type":"Whitespace"},"model":{"type":"WordPiece","unk_token":"?","vocab":{"?":0,"good":1,"bad":2,"##ly":3,"the":4}}}"""),
            _ => Write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\ngood\nbad\n##ly\nthe\n"),
        };
        var options = new TextCnnOptions { Tokenization = tokenization, TokenizerFile = file, Width = 16, Filters = 8, MaxEpochs = 15, Seed = 1, LearningRate = 0.01, BatchSize = 16, MaxTokens = 40 };
        var random = new Random(1);
        var rows = Enumerable.Range(0, 200).Select(i => new Row { Text = $"{(i % 2 == 0 ? "Good" : "bad")}{(random.Next(2) == 0 ? "ly" : "")} the {random.Next(9)}", Label = i % 2 == 0 }).ToList();
        rows[0].Text = "a \ud83d b";
        var view = _ml.Data.LoadFromEnumerable(rows);
        using var model = _ml.Deep().BinaryClassification.TextCnn("Label", "Text", options).Fit(view);
        Assert.IsGreaterThan(0.9, _ml.BinaryClassification.EvaluateNonCalibrated(model.Transform(view)).Accuracy);
        var zip = Path.Combine(_folder, "model.zip");
        _ml.Deep().Model.Save(model, view.Schema, zip);
        File.Delete(file);
        float[] live = Scores(model.Transform(view));
        foreach (var loaded in new[] { new MLContext().Model.LoadPlain(zip, out _), new MLContext().Model.LoadForScoring(zip, out _), new MLContext().Deep().Model.Load(zip, out _) })
        {
            float[] again = Scores(loaded.Transform(view));
            for (var i = 0; i < live.Length; i++) Assert.AreEqual(live[i], again[i], 1e-4);
            (loaded as IDisposable)?.Dispose();
        }
    }

    [TestMethod]
    [DataRow("", "it is empty; each line has a token")]
    [DataRow("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\ngood\ngood\n", "line 7 is 'good', as is line 6; each line has another token")]
    [DataRow("[PAD]\n[UNK]\n\n[CLS]\n[SEP]\n[MASK]\ngood\n", "line 3 is empty; each line has a token")]
    [DataRow("[PAD]\ngood\n", "of its 2 lines none is [UNK], [CLS], [SEP], [MASK]; there must be [UNK], [CLS], [SEP], [PAD], [MASK]")]
    public void A_vocab_txt_that_does_not_match_is_told(string content, string expected) => Told(TextTokenization.WordPiece, Write("vocab.txt", content), expected);

    [TestMethod]
    public void Tiktoken_files_that_do_not_match_are_told()
    {
        Told(TextTokenization.Tiktoken, Tiktoken("mine.tiktoken"), "must begin with gpt2, r50k_base, p50k_base, p50k_edit, cl100k_base or o200k_base");
        Told(TextTokenization.Tiktoken, Write("gpt2.tiktoken", "YQ== 0\nb 1\n"), "line 2 is 'b 1'; each line has the bytes of a token in base 64, a space and its number");
        Told(TextTokenization.Tiktoken, Write("gpt2.tiktoken", "YQ== 0\nYQ== 1\n"), "the token of line 2 is there twice");
        Told(TextTokenization.Tiktoken, Write("gpt2.tiktoken", "YQ== 0\nYg== 0\n"), "line 2 has the number 0, which another line has");
        Told(TextTokenization.Tiktoken, Write("gpt2.tiktoken", "YQ== 0\nYg== 1\n"), "of its 2 tokens none is the byte 0; there must be one for each of the 256 bytes");
        Told(TextTokenization.Tiktoken, Write("gpt2.tiktoken", ""), "of its 0 tokens none is the byte 0");
    }

    [TestMethod]
    public void Vocab_json_and_merges_txt_that_do_not_match_are_told()
    {
        var vocabulary = BytePairs();
        var merges = Path.Combine(_folder, "merges.txt");
        File.WriteAllText(merges, "#version: 0.2\no o\ng\n");
        Told(TextTokenization.ByteLevelBytePairs, vocabulary, $"line 3 of '{merges}' is 'g'; each line has two parts with a space between them");
        File.WriteAllText(merges, "o o</w>\n");
        Told(TextTokenization.ByteLevelBytePairs, vocabulary, $"line 1 of '{merges}' is 'o o</w>', which is not made of bytes as the tokens of GPT-2 are");
        File.WriteAllText(merges, "o b\n");
        Told(TextTokenization.ByteLevelBytePairs, vocabulary, "its model.merges[0] is 'o b', but its vocabulary has no 'ob'");
        Told(TextTokenization.ByteLevelBytePairs, Write("other.json", "{}"), "its name must end with vocab.json");
        Told(TextTokenization.ByteLevelBytePairs, Write("vocab.json", "nothing"), "it is no JSON");
        File.Delete(merges);
        Assert.AreEqual(merges, Assert.ThrowsExactly<FileNotFoundException>(() => Open(TextTokenization.ByteLevelBytePairs, vocabulary)).FileName);
    }

    [TestMethod]
    public void Unknown_characters_of_learnt_byte_pairs_are_unknown_tokens()
    {
        var tokenizer = TextTokenizer.Create(new TokenizerSettings { Kind = TokenizerKind.BytePairs, Limit = 9, Vocabulary = ["a", "b", "ab"], Merges = ["a b"], Count = 5 });
        CollectionAssert.AreEqual(new[] { 4, 1, 2 }, tokenizer.Encode("abza", out _));
    }

    private void Told(TextTokenization tokenization, string file, string expected)
    {
        var fault = Assert.ThrowsExactly<InvalidDataException>(() => Open(tokenization, file));
        StringAssert.Contains(fault.Message, expected);
        StringAssert.StartsWith(fault.Message, $"'{file}' is no tokenizer for Tokenization {tokenization}: ");
    }

    private static TextTokenizer Open(TextTokenization tokenization, string file) =>
        TextTokenizer.Create(TokenizerSettings.FromBytes(TokenizerFiles.Open(new TextCnnOptions { Tokenization = tokenization, TokenizerFile = file }, file).ToBytes()));

    private static string Tokens(TextTokenizer tokenizer, string text) =>
        string.Join(' ', tokenizer.Encode(text, out _).Select(number => number < TokenizerSettings.First ? "?" : tokenizer.Tokens[number - TokenizerSettings.First]));

    private string BytePairs()
    {
        var vocabulary = new JsonObject();
        foreach (var sign in ByteText.All) vocabulary[sign.ToString()] = vocabulary.Count;
        foreach (var token in new[] { "oo", "\u0120g", "\u0120goo", "\u0120good" }) vocabulary[token] = vocabulary.Count;
        Write("merges.txt", "#version: 0.2\no o\n\u0120 g\n\u0120g oo\n\u0120goo d\n");
        return Write("vocab.json", vocabulary.ToJsonString());
    }

    private string Tiktoken(string name)
    {
        IEnumerable<byte[]> tokens = [.. Enumerable.Range(0, 256).Select(value => new[] { (byte)value }), .. new[] { "oo", " g", " goo", " good" }.Select(Encoding.UTF8.GetBytes)];
        return Write(name, string.Concat(tokens.Select((token, rank) => $"{Convert.ToBase64String(token)} {rank}\n")));
    }

    private string Write(string name, string content)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, content);
        return file;
    }

    private static float[] Scores(IDataView scored) => [.. scored.GetColumn<float>("Score")];

    private sealed class Row
    {
        public string Text { get; set; } = "";

        public bool Label { get; set; }
    }
}
