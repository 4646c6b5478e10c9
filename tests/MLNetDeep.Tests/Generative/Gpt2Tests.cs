using System.Text.Json;
using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Generation;
using MLNetDeep.Generative;
using MLNetDeep.Runtime;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Generative;

/// <summary>Networks of the GPT-2 family from a folder, with generated weights: the same logits as plain code, written texts, fine-tuning whole and by low-rank adapters.</summary>
[TestClass]
public sealed class Gpt2Tests
{
    private const int Layers = 2, Heads = 2, Width = 16, Places = 32, Vocabulary = 259, End = 258;
    private readonly MLContext _ml = new(1);
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    [TestCleanup]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [DataRow("")]
    [DataRow("transformer.")]
    public void It_gives_what_plain_code_gives(string prefix)
    {
        using var scope = NewDisposeScope();
        var weights = Write(prefix);
        using var model = _ml.Deep().Generative.LoadGpt2(_folder);
        var network = new TorchLanguageNetwork(model.Model.Network, 1);
        var tokenizer = TextTokenizer.Create(model.Model.Tokenizer);
        int[] tokens = [LanguageModel.Boundary, .. tokenizer.Encode("the cat", out _)];
        // "the" is two joins: t, h and e, in one token.
        Assert.HasCount(6, tokens);
        var expected = new PlainGpt2(weights, Layers, Heads).Logits([.. tokens.Select(token => token == 0 ? End : token - 2)])[^1];
        foreach (var start in new[] { tokens.Length, 3 })
        {
            using var session = network.Open();
            var logits = session.Next(tokens.AsSpan(0, start));
            foreach (var token in tokens[start..]) logits = session.Next([token]);
            Assert.HasCount(Vocabulary + 2, logits);
            Assert.AreEqual(expected[End], logits[0], 1e-4);
            for (var i = 0; i < End; i++) Assert.AreEqual(expected[i], logits[i + 2], 1e-4, $"token {i}");
            Assert.IsLessThan(-1e8f, logits[1]);
            Assert.IsLessThan(-1e8f, logits[End + 2]);
        }
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(4)]
    public void It_is_tuned_and_a_saved_model_writes_the_same(int rank)
    {
        using var scope = NewDisposeScope();
        var weights = Write("");
        const string text = "the cat sat on the mat, the dog sat on the log.\n";
        var rows = _ml.Data.LoadFromEnumerable([new Row { Text = string.Concat(Enumerable.Repeat(text, 40)) }]);
        var options = new GptOptions { PretrainedFolder = _folder, LoraRank = rank, ContextLength = 24, MaxEpochs = 3, StepsPerEpoch = 60, BatchSize = 8, LearningRate = rank == 0 ? 3e-3 : 1e-2, Seed = 1 };
        double before;
        using (var untrained = _ml.Deep().Generative.LoadGpt2(_folder)) before = untrained.Evaluate(rows).Loss;
        using var model = _ml.Deep().Generative.Gpt("Text", options).Fit(rows);
        var after = model.Evaluate(rows).Loss;
        Assert.IsLessThan(0.8 * before, after);
        var published = ((Gpt2Module)model.Model.Network).Published().ToDictionary(pair => pair.Name, pair => pair.Tensor);
        Assert.AreEqual(rank > 0, published.All(pair => pair.Value.allclose(weights[pair.Key])), "adapters alone learn");
        var file = Path.Combine(_folder, "m.zip");
        model.Save(file);
        var free = new GenerationOptions { Seed = 2, MaxTokens = 60 };
        var written = model.Generate("the", free);
        using (var runtime = TextGenerator.Load(file)) Assert.AreEqual(written, runtime.Generate("the", free));
        Directory.Move(_folder, _folder + "-away");
        try
        {
            using var loaded = _ml.Deep().Generative.LoadGpt(Path.Combine(_folder + "-away", "m.zip"));
            Assert.AreEqual(written, loaded.Generate("the", free));
        }
        finally
        {
            Directory.Move(_folder + "-away", _folder);
        }
    }

    [TestMethod]
    public void What_is_missing_or_does_not_suit_is_said()
    {
        using var scope = NewDisposeScope();
        Assert.AreEqual($"There is no file '{Path.Combine(_folder, "config.json")}': a folder of a GPT-2 model has config.json, model.safetensors, vocab.json and merges.txt.",
            Assert.ThrowsExactly<FileNotFoundException>(() => _ml.Deep().Generative.LoadGpt2(_folder)).Message);
        Write("");
        Config(("model_type", "llama"));
        Assert.AreEqual($"'{Path.Combine(_folder, "config.json")}' cannot be read: its model_type is 'llama', but must be 'gpt2'.", Assert.ThrowsExactly<InvalidDataException>(() => _ml.Deep().Generative.LoadGpt2(_folder)).Message);
        Config(("n_embd", 32));
        Assert.AreEqual($"'{_folder}/model.safetensors' has 'wte.weight' of the shape [259, 16], but config.json makes it [259, 32].", Assert.ThrowsExactly<InvalidDataException>(() => _ml.Deep().Generative.LoadGpt2(_folder)).Message);
        Assert.AreEqual("GptOptions: LoraRank must be 0 without a PretrainedFolder, whose weights it leaves as they are, but was 4.",
            Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().Generative.Gpt("Text", new GptOptions { LoraRank = 4 })).Message);
    }

    private Dictionary<string, Tensor> Write(string prefix)
    {
        manual_seed(3);
        var weights = new Dictionary<string, Tensor> { ["wte.weight"] = randn(Vocabulary, Width).mul(0.3), ["wpe.weight"] = randn(Places, Width).mul(0.3), ["ln_f.weight"] = randn(Width), ["ln_f.bias"] = randn(Width) };
        for (var layer = 0; layer < Layers; layer++)
        {
            foreach (var norm in new[] { "ln_1", "ln_2" }) (weights[$"h.{layer}.{norm}.weight"], weights[$"h.{layer}.{norm}.bias"]) = (randn(Width), randn(Width));
            foreach (var (name, from, to) in new[] { ("attn.c_attn", Width, 3 * Width), ("attn.c_proj", Width, Width), ("mlp.c_fc", Width, 4 * Width), ("mlp.c_proj", 4 * Width, Width) })
                (weights[$"h.{layer}.{name}.weight"], weights[$"h.{layer}.{name}.bias"]) = (randn(from, to).mul(0.3), randn(to).mul(0.3));
        }
        using (var file = File.Create(Path.Combine(_folder, "model.safetensors"))) Safetensors.Write(file, weights.ToDictionary(pair => prefix + pair.Key, pair => pair.Value));
        Config();
        string[] tokens = [.. ByteText.All.Select(sign => sign.ToString()), "th", "the", "<|endoftext|>"];
        File.WriteAllText(Path.Combine(_folder, "vocab.json"), JsonSerializer.Serialize(tokens.Index().ToDictionary(token => token.Item, token => token.Index)));
        File.WriteAllLines(Path.Combine(_folder, "merges.txt"), ["#version: 0.2", "t h", "th e"]);
        return weights;
    }

    private void Config(params (string Name, object Value)[] other)
    {
        var config = new Dictionary<string, object>
        {
            ["model_type"] = "gpt2",
            ["n_layer"] = Layers,
            ["n_head"] = Heads,
            ["n_embd"] = Width,
            ["n_positions"] = Places,
            ["vocab_size"] = Vocabulary,
            ["eos_token_id"] = End,
            ["layer_norm_epsilon"] = 1e-5,
            ["activation_function"] = "gelu_new",
        };
        foreach (var (name, value) in other) config[name] = value;
        File.WriteAllText(Path.Combine(_folder, "config.json"), JsonSerializer.Serialize(config));
    }

    private sealed class Row
    {
        public string Text { get; set; } = "";
    }
}
