using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using MLNetDeep.Runtime;

namespace MLNetDeep.Tests.Text;

/// <summary>A model of SentencePiece gives the tokens that SentencePiece itself gives: data/sentencepiece.zip was written by it (Text/Reference/make-sentencepiece.py).</summary>
[TestClass]
public sealed class SentencePieceTests
{
    private static readonly Dictionary<string, byte[]> _files = Files();

    private static readonly JsonNode _answers = JsonNode.Parse(_files["answers.json"])!;

    public static IEnumerable<object[]> Names => _answers["models"]!.AsObject().Select(model => new object[] { model.Key });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Tokens_are_those_of_the_reference(string name)
    {
        var tokenizer = Open(_files[$"{name}.model"]);
        // The trainer that wrote the models has the unknown piece first.
        Assert.AreEqual("<unk>", tokenizer.Tokens[0]);
        string[] texts = [.. _answers["texts"]!.AsArray().Select(text => (string)text!)];
        for (var i = 0; i < texts.Length; i++)
        {
            int[] expected = [.. _answers["models"]![name]![i]!.AsArray().Select(number => (int)number! == 0 ? TokenizerSettings.Unknown : (int)number! + TokenizerSettings.First)];
            int[] actual = tokenizer.Encode(texts[i], out var isCut);
            // A text without any token is one unknown token here.
            CollectionAssert.AreEqual(expected.Length == 0 ? [TokenizerSettings.Unknown] : expected, actual, $"'{texts[i]}': {string.Join(' ', tokenizer.Texts(texts[i]))}");
            Assert.IsFalse(isCut);
        }
    }

    [TestMethod]
    public void Texts_are_cut_where_they_have_more_tokens()
    {
        var whole = Open(_files["unigram-bytes.model"]).Encode("the vocabulary \U0001F600 of words", out _);
        for (var limit = 1; limit <= whole.Length; limit++)
        {
            CollectionAssert.AreEqual(whole[..limit], Open(_files["unigram-bytes.model"], limit).Encode("the vocabulary \U0001F600 of words", out var isCut));
            Assert.AreEqual(limit < whole.Length, isCut);
        }
        Assert.HasCount(2, Open(_files["bpe.model"]).Encode("\ud83d", out _));
    }

    [TestMethod]
    public void A_long_text_takes_a_moment()
    {
        var text = string.Concat(Enumerable.Repeat("networks for texts, ", 5000)) + new string('a', 20_000);
        foreach (var name in new[] { "unigram", "bpe" })
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            Assert.IsGreaterThan(20_000, Open(_files[$"{name}.model"], int.MaxValue).Encode(text, out _).Length);
            Assert.IsLessThan(10, watch.Elapsed.TotalSeconds, name);
        }
    }

    [TestMethod]
    public void A_file_that_is_no_such_model_is_told()
    {
        var good = _files["bpe.model"];
        Assert.AreEqual("it is no model of SentencePiece", Fault(Encoding.UTF8.GetBytes("this is no model")));
        Assert.AreEqual("it is no model of SentencePiece", Fault(good[..(good.Length / 2)]));
        Assert.AreEqual("it is no model of SentencePiece: none of its pieces stands for what is unknown", Fault([]));
        byte[] a = [10, 3, 10, 1, (byte)'a'], unknown = [10, 5, 10, 1, (byte)'?', 24, 2];
        Assert.AreEqual("its piece 'a' is there twice", Fault([.. unknown, .. a, .. a]));
        Assert.AreEqual("its pieces 0 and 1 both stand for what is unknown", Fault([.. unknown, 10, 5, 10, 1, (byte)'!', 24, 2]));
        Assert.AreEqual("its piece 1 is empty", Fault([.. unknown, 10, 0]));
        Assert.AreEqual("it is a model of SentencePiece for words or characters; unigram and byte pairs are supported", Fault([.. unknown, .. a, 18, 2, 24, 4]));
        Assert.AreEqual("it has byte_fallback, but no piece '<0x00>'", Fault([.. unknown, .. a, 18, 3, 0x98, 2, 1]));
    }

    private static string Fault(byte[] file) => Assert.ThrowsExactly<InvalidDataException>(() => Open(file)).Message;

    private static TextTokenizer Open(byte[] file, int limit = 100_000) =>
        TextTokenizer.Create(TokenizerSettings.FromBytes(new TokenizerSettings { Kind = TokenizerKind.SentencePiece, Limit = limit, File = file }.ToBytes()));

    private static Dictionary<string, byte[]> Files()
    {
        using var archive = ZipFile.OpenRead(Path.Combine(AppContext.BaseDirectory, "data", "sentencepiece.zip"));
        return archive.Entries.ToDictionary(entry => entry.Name, entry =>
        {
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        });
    }
}
