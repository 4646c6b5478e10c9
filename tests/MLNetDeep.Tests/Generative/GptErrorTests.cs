using Microsoft.ML;

namespace MLNetDeep.Tests.Generative;

/// <summary>What language models say of texts, prompts and options that do not suit.</summary>
[TestClass]
public sealed class GptErrorTests
{
    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void A_prompt_with_characters_that_were_never_seen()
    {
        using var model = Fit("abcdefgh abcdefgh abcdefgh");
        Assert.AreEqual("The prompt has 2 characters that the texts the model was trained on do not have: 'Z' (U+005A), '\ud83d\ude00' (U+1F600). (Parameter 'prompt')",
            Assert.ThrowsExactly<ArgumentException>(() => model.Generate("abZ\ud83d\ude00Z")).Message);
    }

    [TestMethod]
    public void No_samples()
    {
        using var model = Fit("abcdefgh abcdefgh abcdefgh");
        Assert.AreEqual("count", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => model.Sample(0)).ParamName);
    }

    [TestMethod]
    public void A_text_shorter_than_the_context()
    {
        Assert.AreEqual("The texts to train on in column 'Text' have 4 tokens, but ContextLength 8 needs at least 9. Lower it, or take more text.",
            Assert.ThrowsExactly<InvalidOperationException>(() => Fit("abc")).Message);
    }

    [TestMethod]
    public void Texts_that_are_empty_or_missing()
    {
        Assert.AreEqual("There is no text to train on: all 2 rows have an empty or missing text in column 'Text'.", Assert.ThrowsExactly<InvalidOperationException>(() => Fit("", null)).Message);
        Assert.AreEqual("There are no rows to train on (column 'Text').", Assert.ThrowsExactly<InvalidOperationException>(() => Fit()).Message);
        var said = new List<string>();
        _ml.Log += (_, e) => { lock (said) said.Add(e.Message); };
        using var model = Fit("", "abcdefgh abcdefgh");
        Assert.IsTrue(said.Exists(line => line.Contains("1 rows with an empty or missing text in column 'Text' are left out.", StringComparison.Ordinal)), string.Join('\n', said));
    }

    [TestMethod]
    public void A_column_that_is_no_text()
    {
        var rows = _ml.Data.LoadFromEnumerable([new Number()]);
        var trainer = _ml.Deep().Generative.Gpt("Value", Options());
        StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.Fit(rows)).Message, "Schema mismatch for text column 'Value': expected text, got Single.");
        StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.GetOutputSchema(Shape(rows))).Message, "Schema mismatch for text column 'Value': expected text, got Single.");
        StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _ml.Deep().Generative.Gpt("Other", Options()).Fit(rows)).Message, "Could not find text column 'Other'. The columns are: Value.");
    }

    [TestMethod]
    public void Options_out_of_range()
    {
        var options = new GptOptions { Depth = 0, Width = 30, Heads = 4, ContextLength = 1, StepsPerEpoch = -1, Tokenization = TextTokenization.Words, Dropout = 1 };
        Assert.AreEqual("GptOptions: Tokenization must be Characters, BytePairs, ByteLevelBytePairs, Tiktoken or HuggingFace, whose tokens give the text back, but was Words. Depth must be at least 1, but was 0. "
            + "Width must be a multiple of twice Heads (8), but was 30. ContextLength must be at least 2, but was 1. Dropout must be at least 0 and below 1, but was 1. StepsPerEpoch must be at least 0, but was -1.",
            Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().Generative.Gpt("Text", options)).Message);
    }

    [TestMethod]
    public void Depth_sets_width_heads_and_rate_where_they_are_not_set()
    {
        var options = new GptOptions { Depth = 16 };
        Assert.AreEqual((512, 16), (options.Width, options.Heads));
        Assert.AreEqual(new GptOptions().LearningRate / 2, options.LearningRate, 1e-12);
        (options.Width, options.LearningRate) = (64, 0.5);
        Assert.AreEqual((64, 2, 0.5), (options.Width, options.Heads, options.LearningRate));
    }

    [TestMethod]
    public void A_file_that_is_no_language_model()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "no zip");
            StringAssert.StartsWith(Assert.ThrowsExactly<InvalidDataException>(() => TextGenerator.Load(file)).Message, $"The language model '{file}' cannot be loaded: ");
            StringAssert.StartsWith(Assert.ThrowsExactly<InvalidDataException>(() => _ml.Deep().Generative.LoadGpt(file)).Message, $"The language model '{file}' cannot be loaded: ");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private GptTransformer Fit(params string?[] texts) => _ml.Deep().Generative.Gpt("Text", Options()).Fit(_ml.Data.LoadFromEnumerable(texts.Select(text => new Row { Text = text }).ToList()));

    private static SchemaShape Shape(IDataView view) => (SchemaShape)typeof(SchemaShape).GetMethod("Create", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public)!.Invoke(null, [view.Schema])!;

    private static GptOptions Options() => new() { Depth = 1, Width = 16, Heads = 1, ContextLength = 8, MaxEpochs = 1, StepsPerEpoch = 2, ValidationFraction = 0, Seed = 1 };

    private sealed class Row
    {
        public string? Text { get; set; }
    }

    private sealed class Number
    {
        public float Value { get; set; }
    }
}
