using System.Text;
using MLNetDeep.Inputs.Text;
using MLNetDeep.Runtime;

namespace MLNetDeep.Tests.Text;

/// <summary>Texts become the tokens that docs/text.md says.</summary>
[TestClass]
public sealed class TokenizerTests
{
    [TestMethod]
    public void A_vocabulary_whose_texts_lose_accents_is_refused_where_dotnet_cannot_take_them_off()
    {
        var file = System.Text.Encoding.UTF8.GetBytes("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\ncafe");
        TextTokenizer Open(bool strips) => TextTokenizer.Create(new TokenizerSettings { Kind = TokenizerKind.WordPiece, Lowercase = true, StripsAccents = strips, Limit = 10, File = file, Count = 8 });
        CollectionAssert.AreEqual(new[] { TokenizerSettings.Unknown }, Open(false).Encode("Caf\u00e9", out _));
        if ("\u00e9".Normalize(System.Text.NormalizationForm.FormD).Length == 2) CollectionAssert.AreEqual(new[] { TokenizerSettings.First + 5 }, Open(true).Encode("Caf\u00e9", out _));
        else StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => Open(true)).Message, "InvariantGlobalization");
    }

    [TestMethod]
    [DataRow("What's 3.5 km, roughly?", "what|'s|3|.|5|km|,|roughly|?")]
    [DataRow("it\u2019s don't '", "it|\u2019s|don|'t|'")]
    [DataRow("\u041f\u0440\u0438\u0432\u0435\u0442, \u043c\u0438\u0440!", "\u043f\u0440\u0438\u0432\u0435\u0442|,|\u043c\u0438\u0440|!")]
    [DataRow("cafe\u0301 \ud83d\ude00\ud83d\ude00", "cafe\u0301|\ud83d\ude00|\ud83d\ude00")]
    [DataRow(" \t\r\n ", "")]
    [DataRow("", "")]
    public void Words_are_letters_and_digits_in_a_row(string text, string expected) => Assert.AreEqual(expected, string.Join('|', Words(text)));

    [TestMethod]
    public void Half_of_a_surrogate_pair_is_the_replacement_sign() => Assert.AreEqual("a|\ufffd|b|\ufffd", string.Join('|', Words("a\ud83d b\ude00")));

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Words_of_any_text_are_those_of_the_plain_rules(bool lowercase)
    {
        string[] signs = ["a", "Z", "7", " ", " ", "\t", "\u00a0", "'", "\u2019", ".", "-", "\u00c9", "e\u0301", "\u0416", "\u4e2d", "\ud83d\ude00", "\ud83d", "\u0130", "aBcD9", "\u0663"];
        var random = new Random(1);
        for (var i = 0; i < 3000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => signs[random.Next(signs.Length)]));
            List<string> words = [];
            using var scanner = new WordScanner(text, lowercase);
            while (scanner.MoveNext()) words.Add(scanner.Current.ToString());
            CollectionAssert.AreEqual(Plain(text, lowercase), words, text);
        }
    }

    // One character after the other.
    private static List<string> Plain(string text, bool lowercase)
    {
        List<string> words = [];
        var word = "";
        Rune[] runes = [.. text.EnumerateRunes()];
        for (var i = 0; i < runes.Length; i++)
        {
            var isPart = IsPart(runes[i]);
            if (!isPart) End();
            if (Rune.IsWhiteSpace(runes[i])) continue;
            word += (lowercase ? Rune.ToLowerInvariant(runes[i]) : runes[i]).ToString();
            if (!isPart && !(runes[i].Value is '\'' or 0x2019 && i + 1 < runes.Length && Rune.IsLetter(runes[i + 1]))) End();
        }
        End();
        return words;

        static bool IsPart(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune)
            is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark or System.Globalization.UnicodeCategory.EnclosingMark;

        void End()
        {
            if (word.Length > 0) words.Add(word);
            word = "";
        }
    }

    [TestMethod]
    public void A_word_of_any_length_is_one_token()
    {
        var word = new string('x', 100_000);
        using var scanner = new WordScanner(word, lowercase: false);
        Assert.IsTrue(scanner.MoveNext());
        Assert.AreEqual(word.Length, scanner.Current.Length);
        Assert.IsFalse(scanner.MoveNext());
    }

    [TestMethod]
    public void What_is_not_known_is_the_unknown_token_and_what_is_too_long_is_cut()
    {
        var tokenizer = TextTokenizer.Create(new TokenizerSettings { Kind = TokenizerKind.Words, Lowercase = true, Limit = 3, Vocabulary = ["the", "cat"], Count = 4 });
        CollectionAssert.AreEqual(new[] { 2, 1, 3 }, tokenizer.Encode("The black CAT", out var isCut));
        Assert.IsFalse(isCut);
        CollectionAssert.AreEqual(new[] { 2, 3, 2 }, tokenizer.Encode("the cat the cat", out isCut));
        Assert.IsTrue(isCut);
        CollectionAssert.AreEqual(new[] { 1 }, tokenizer.Encode("", out isCut));
        Assert.IsFalse(isCut);
    }

    [TestMethod]
    public void Characters_are_scalar_values()
    {
        var tokenizer = TextTokenizer.Create(new TokenizerSettings { Kind = TokenizerKind.Characters, Limit = 9, Vocabulary = ["a", "\ud83d\ude00"], Count = 4 });
        CollectionAssert.AreEqual(new[] { 2, 3, 1, 1 }, tokenizer.Encode("a\ud83d\ude00\ud83dA", out _));
    }

    [TestMethod]
    public void Byte_pairs_join_what_is_frequent_in_whatever_order_words_come()
    {
        // The example of the paper.
        KeyValuePair<string, long>[] words = [new("low", 5), new("lower", 2), new("newest", 6), new("widest", 3)];
        var (parts, merges) = BytePairTrainer.Train(words, 14, 2, CancellationToken.None);
        CollectionAssert.AreEqual(new[] { "e s", "es t", "l o", "lo w" }, merges.ToArray());
        Assert.AreEqual(14, parts.Count);
        CollectionAssert.AreEqual(merges.ToArray(), BytePairTrainer.Train([.. words.Reverse()], 14, 2, CancellationToken.None).Merges.ToArray());
        var tokenizer = TextTokenizer.Create(new TokenizerSettings
        {
            Kind = TokenizerKind.BytePairs,
            Lowercase = true,
            Limit = 20,
            Vocabulary = parts,
            Merges = merges,
            Count = TokenizerSettings.First + parts.Count,
        });
        string[] all = ["(padding)", "(unknown)", .. parts];
        Assert.AreEqual("n e w est low", string.Join(' ', tokenizer.Encode("Newest low", out _).Select(token => all[token])));
    }

    [TestMethod]
    public void Byte_pairs_are_those_of_a_recount()
    {
        var random = new Random(2);
        KeyValuePair<string, long>[] words = [.. Enumerable.Range(0, 200)
            .Select(_ => new string([.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => (char)('a' + random.Next(4)))])).Distinct()
            .Select(word => KeyValuePair.Create(word, (long)random.Next(1, 50)))];
        var merges = BytePairTrainer.Train(words, 60, 2, CancellationToken.None).Merges;
        var spelt = words.Select(word => (Parts: word.Key.Select(c => $"{c}").ToList(), word.Value)).ToList();
        foreach (var merge in merges)
        {
            var counts = spelt.SelectMany(word => word.Parts.Zip(word.Parts.Skip(1), (l, r) => (Pair: $"{l} {r}", word.Value)))
                .GroupBy(pair => pair.Pair).Select(g => (g.Key, Count: g.Sum(pair => pair.Value))).ToList();
            Assert.AreEqual(counts.OrderByDescending(c => c.Count).ThenBy(c => c.Key, StringComparer.Ordinal).First().Key, merge);
            foreach (var (parts, _) in spelt)
                for (var i = 0; i + 1 < parts.Count; i++)
                    if ($"{parts[i]} {parts[i + 1]}" == merge)
                    {
                        parts[i] += parts[i + 1];
                        parts.RemoveAt(i + 1);
                    }
        }
    }

    [TestMethod]
    public void Settings_come_back_from_their_bytes()
    {
        var settings = new TokenizerSettings { Kind = TokenizerKind.Words, Lowercase = true, Limit = 7, Vocabulary = ["\u00e4", "\"", "\ud83d\ude00"], Count = 5 };
        var back = TokenizerSettings.FromBytes(settings.ToBytes());
        CollectionAssert.AreEqual(settings.Vocabulary.ToArray(), back.Vocabulary.ToArray());
        Assert.AreEqual((settings.Kind, settings.Lowercase, settings.Limit, settings.Count), (back.Kind, back.Lowercase, back.Limit, back.Count));
    }

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        using var scanner = new WordScanner(text, lowercase: true);
        while (scanner.MoveNext()) words.Add(scanner.Current.ToString());
        return words;
    }
}
