using System.Text;
using System.Text.Json.Nodes;
using MLNetDeep.Runtime;

namespace MLNetDeep.Tests.Text;

/// <summary>
/// A tokenizer.json gives the tokens that Hugging Face's own library gives (data/tokenizers.json was written by it), and what is not supported is told.
/// </summary>
[TestClass]
public sealed class TokenizerJsonTests
{
    private const string Small = """{"model":{"type":"BPE","unk_token":"u","vocab":{"u":0,"a":1,"b":2,"ab":3},"merges":["a b"]}}""";

    private static readonly JsonObject _reference = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", "tokenizers.json")))!.AsObject();

    public static IEnumerable<object[]> Names => _reference["cases"]!.AsArray().Select(one => new object[] { (string)one!["name"]! });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Tokens_are_those_of_the_reference(string name)
    {
        var one = _reference["cases"]!.AsArray().Single(c => (string)c!["name"]! == name)!;
        var tokenizer = TokenizerJson.Read(Encoding.UTF8.GetBytes(one["tokenizer"]!.ToJsonString()));
        var texts = _reference["texts"]!.AsArray();
        var unknown = tokenizer.Tokens.Index().Where(token => token.Item is "<unk>" or "[UNK]").Select(token => token.Index).DefaultIfEmpty(-1).First();
        for (var i = 0; i < texts.Count; i++)
        {
            int[] expected = [.. one["numbers"]![i]!.AsArray().Select(number => (int)number!)];
            int[] actual = [.. tokenizer.Encode((string)texts[i]!).Select(id => id < 0 ? unknown : id)];
            CollectionAssert.AreEqual(expected, actual, $"{texts[i]}: {string.Join(' ', actual.Select(id => tokenizer.Tokens[id]))}");
        }
    }

    [TestMethod]
    public void Numbers_of_tokens_begin_at_2_and_unknown_ones_are_1()
    {
        var settings = new TokenizerSettings { Kind = TokenizerKind.Json, Limit = 3, File = Encoding.UTF8.GetBytes(Small), Count = 6 };
        var tokenizer = TextTokenizer.Create(TokenizerSettings.FromBytes(settings.ToBytes()));
        CollectionAssert.AreEqual(new[] { 5, 1, 4 }, tokenizer.Encode("abzb", out var isCut));
        Assert.IsFalse(isCut);
        CollectionAssert.AreEqual(new[] { 5, 5, 5 }, tokenizer.Encode("abababab", out isCut));
        Assert.IsTrue(isCut);
        CollectionAssert.AreEqual(new[] { 1 }, tokenizer.Encode("", out _));
        CollectionAssert.AreEqual(new[] { "u", "a", "b", "ab" }, tokenizer.Tokens.ToArray());
    }

    [TestMethod]
    public void A_pattern_that_tries_ever_more_ways_to_match_is_told()
    {
        var text = new string('a', 80);
        CollectionAssert.AreEqual(new[] { 1, 3, 3 }, WithPattern("(a+)+b").Encode("aabab").ToArray());
        Assert.AreEqual(80, WithPattern("(a+)+b").Encode(text).Count());
        var fault = Assert.ThrowsExactly<InvalidDataException>(() => WithPattern("(a+)+(?=b)").Encode(text).Count());
        Assert.AreEqual("The tokenizer cannot encode a text of 80 characters: its pre_tokenizer.pattern.Regex '(a+)+(?=b)' took more than 5 seconds to match, as it can match the same characters in many ways. "
            + $"Simplify it. The text begins with '{text[..60]}…'.", fault.Message);
    }

    [TestMethod]
    [Timeout(20_000)]
    public void Many_spaces_before_a_token_that_takes_them_are_no_hindrance()
    {
        var file = """{"added_tokens":[{"id":4,"content":"X","lstrip":true,"special":true},{"id":5,"content":"YZ","lstrip":true,"rstrip":true,"special":true}],"pre_tokenizer":{"type":"WhitespaceSplit"},""" + Small[1..];
        var tokenizer = TokenizerJson.Read(Encoding.UTF8.GetBytes(file));
        CollectionAssert.AreEqual(new[] { 1, 4, 5, 4, 2 }, tokenizer.Encode("a \n X  YZ   X b").ToArray());
        Assert.AreEqual(1, tokenizer.Encode(new string(' ', 200_000) + "a").Count(id => id == 1));
    }

    // The tests run without the tables of ICU, as applications in small containers do.
    [TestMethod]
    [DataRow("""{"type":"NFC"}""", "normalizer (NFC)")]
    [DataRow("""{"type":"BertNormalizer","lowercase":true}""", "normalizer (BertNormalizer)")]
    public void Unicode_normalization_where_there_is_none_is_told(string normalizer, string what)
    {
        var file = Encoding.UTF8.GetBytes(Small.Replace("{\"model\"", $"{{\"normalizer\":{normalizer},\"model\"", StringComparison.Ordinal));
        Assert.AreEqual(1, "\u00e9".Normalize(NormalizationForm.FormD).Length);
        var fault = Assert.ThrowsExactly<InvalidDataException>(() => TokenizerJson.Read(file));
        StringAssert.StartsWith(fault.Message, $"its {what} needs Unicode normalization: in an application with InvariantGlobalization");
    }

    [TestMethod]
    [DataRow("", "it is no JSON: ")]
    [DataRow("[1]", "it is JSON, but no object")]
    [DataRow("{}", "it has no model")]
    [DataRow("""{"model":{"type":"WordLevel","vocab":{}}}""", "its model.type is 'WordLevel', which is not supported; it must be BPE, WordPiece or Unigram")]
    [DataRow("""{"model":{"type":"BPE","vocab":{},"merges":[]}}""", "its model.vocab must be an object of tokens with numbers, at least one, but is {}")]
    [DataRow("""{"model":{"type":"BPE","vocab":{"a":0},"merges":["a"]}}""", "its model.merges[0] must be two parts with a space between them, but is \"a\"")]
    [DataRow("""{"model":{"type":"BPE","vocab":{"a":0,"b":1},"merges":[["a","b"]]}}""", "its model.merges[0] is 'a b', but its vocabulary has no 'ab'")]
    [DataRow("""{"model":{"type":"BPE","vocab":{"a":0,"b":0},"merges":[]}}""", "its model.vocab has the number 0 for 'a' and for 'b'")]
    [DataRow("""{"model":{"type":"BPE","unk_token":"u","vocab":{"a":0},"merges":[]}}""", "its model.unk_token is 'u', which its vocabulary has not")]
    [DataRow("""{"model":{"type":"BPE","byte_fallback":true,"vocab":{"a":0},"merges":[]}}""", "its model.byte_fallback is 'true', which is not supported; it must be false")]
    [DataRow("""{"model":{"type":"BPE","dropout":0.1,"vocab":{"a":0},"merges":[]}}""", "its model.dropout must be null")]
    [DataRow("""{"model":{"type":"WordPiece","vocab":{"a":0}}}""", "its model.unk_token must be a token of the vocabulary, but is missing")]
    [DataRow("""{"model":{"type":"Unigram","unk_id":0,"vocab":[["a",1],["a",2]]}}""", "its model.vocab[1] is 'a', which is vocab[0] already")]
    [DataRow("""{"model":{"type":"Unigram","unk_id":5,"vocab":[["a",1]]}}""", "its model.unk_id must be the number of a token, from 0 to 0, but is 5")]
    [DataRow("""{"model":{"type":"BPE","vocab":{"a":0},"merges":[]},"normalizer":{"type":"Sequence","normalizers":[{"type":"Nmt"}]}}""", "its normalizer.normalizers[0].type is 'Nmt', which is not supported; it must be Sequence, BertNormalizer")]
    [DataRow("""{"model":{"type":"BPE","vocab":{"a":0},"merges":[]},"normalizer":{"type":"Precompiled","precompiled_charsmap":"AAAA"}}""", "its normalizer.precompiled_charsmap is no table of SentencePiece")]
    [DataRow("""{"model":{"type":"BPE","vocab":{"a":0},"merges":[]},"pre_tokenizer":{"type":"UnicodeScripts"}}""", "its pre_tokenizer.type is 'UnicodeScripts', which is not supported")]
    [DataRow("""{"model":{"type":"BPE","vocab":{"a":0},"merges":[]},"pre_tokenizer":{"type":"Split","pattern":{"Regex":"\\w+"},"behavior":"Isolated"}}""", "which is not supported; it must be without \\w, which means something else in .NET")]
    [DataRow("""{"model":{"type":"BPE","vocab":{"a":0},"merges":[]},"pre_tokenizer":{"type":"Split","pattern":{"Regex":"a?+b"},"behavior":"Isolated"}}""", "its pre_tokenizer.pattern.Regex 'a?+b' is none that .NET knows")]
    [DataRow("""{"model":{"type":"BPE","vocab":{"a":0},"merges":[]},"pre_tokenizer":{"type":"Split","pattern":{"String":" "},"behavior":"Kept"}}""", "its pre_tokenizer.behavior is 'Kept', which is not supported; it must be Removed, Isolated")]
    [DataRow("""{"model":{"type":"BPE","vocab":{"a":0},"merges":[]},"normalizer":{"type":"Strip"},"pre_tokenizer":{"type":"Metaspace","prepend_scheme":"first"}}""", "its pre_tokenizer.prepend_scheme is 'first', which is not supported")]
    [DataRow("""{"model":{"type":"BPE","vocab":{"a":0},"merges":[]},"added_tokens":[{"id":1,"content":"x","single_word":true}]}""", "its added_tokens[0].single_word is 'true', which is not supported; it must be false")]
    [DataRow("""{"model":{"type":"BPE","vocab":{"a":0},"merges":[]},"added_tokens":[{"id":1,"content":"a"}]}""", "its added_tokens[0].id is 1, but 'a' has the number 0 in model.vocab")]
    public void What_is_not_supported_is_told(string file, string expected)
    {
        var fault = Assert.ThrowsExactly<InvalidDataException>(() => TokenizerJson.Read(Encoding.UTF8.GetBytes(file)));
        StringAssert.Contains(fault.Message, expected);
    }

    private static TokenizerJson WithPattern(string pattern) => TokenizerJson.Read(Encoding.UTF8.GetBytes(
        $$"""{"pre_tokenizer":{"type":"Split","pattern":{"Regex":"{{pattern}}"},"behavior":"Isolated"},""" + Small[1..]));
}
