using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Onnx.Importing;
using MLNetDeep.Pretraining;
using MLNetDeep.Tests.Support;
using MLNetDeep.Texts;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Text;

/// <summary>Folders with config.json and safetensors are models to start from.</summary>
[TestClass]
public sealed class EncoderFolderTests
{
    private static readonly PythonReference _reference = new("encoders.py");

    private static readonly string[] _words = ["good", "fine", "nice", "bad", "poor", "sad", "film", "plot", "cast", "song"];

    private readonly MLContext _ml = new(1);

    [TestMethod]
    [DataRow("bert")]
    [DataRow("minilm")]
    [DataRow("roberta")]
    [DataRow("camembert")]
    [DataRow("distilbert")]
    [DataRow("modernbert")]
    public void Hidden_states_are_those_that_PyTorch_computes(string name)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var (ids, expected) = _reference.Answer(name);
        var imported = GraphImport.Run(EncoderGraph.Read(_reference.Place(name)));
        using var module = new GraphModule(imported.Graph, new ImportSettings());
        module.Load(imported.Weights);
        module.eval();
        var mask = ids.ne(ids[1, -1]).to(ScalarType.Int64); // the second row ends with padding
        var values = imported.Graph.Inputs.ToDictionary(input => input.Name, input => input.Name switch
        {
            "input_ids" => ids,
            "attention_mask" => mask,
            "token_type_ids" => zeros_like(ids),
            _ => arange(ids.shape[1], ScalarType.Int64).expand_as(ids).contiguous(),
        });
        var states = module.Run(values);
        CollectionAssert.AreEqual(expected.shape, states.shape);
        var difference = states.sub(expected).abs().mul(mask.unsqueeze(2)).max().item<float>();
        Assert.IsTrue(difference < 1e-4f, $"{difference}");
        Assert.IsGreaterThan(0.5f, expected.std().item<float>());
    }

    [TestMethod]
    [DataRow("bert")]
    [DataRow("modernbert")]
    public void A_folder_is_fine_tuned_saved_and_loaded(string name)
    {
        var (folder, view) = (Folder(name), Rows(120, 1));
        var options = new PretrainedTextOptions { Model = folder, MaxTokens = 10, Seed = 1, MaxEpochs = 40, Patience = 0, MinSteps = 0, LearningRate = 3e-3 };
        using var model = _ml.Deep().BinaryClassification.PretrainedText("Label", "Text", options).Fit(view);
        var scored = model.Transform(view);
        Assert.IsGreaterThan(0.95, _ml.BinaryClassification.Evaluate(scored).Accuracy);
        var file = Path.Combine(folder, "model.zip");
        _ml.Model.Save(model, view.Schema, file);
        using var loaded = (IDisposable)new MLContext(1).Model.LoadPlain(file, out _);
        var (own, its) = (scored.GetColumn<float>("Score").ToArray(), ((ITransformer)loaded).Transform(view).GetColumn<float>("Score").ToArray());
        for (var i = 0; i < own.Length; i++) Assert.AreEqual(own[i], its[i], 1e-4);
    }

    [TestMethod]
    public void The_best_of_several_trainings_is_kept()
    {
        var (folder, rows, others) = (Folder("bert"), Rows(40, 1), Rows(40, 2));
        PretrainedTextOptions Options(int seed) => new() { Model = folder, MaxTokens = 10, Seed = seed, MaxEpochs = 4, MinSteps = 0, LearningRate = 3e-3, ValidationSet = others, BestEpochBy = BestEpochMetric.Loss };
        var alone = new List<(double Loss, float[] Scores)>();
        foreach (var seed in new[] { 1, 2, 3 })
        {
            using var one = _ml.Deep().BinaryClassification.PretrainedText("Label", "Text", Options(seed)).Fit(rows);
            alone.Add((one.History.Epochs[one.History.BestEpoch - 1].Metrics["ValidationLoss"], [.. one.Transform(others).GetColumn<float>("Score")]));
        }
        Assert.HasCount(3, alone.Select(one => one.Loss).Distinct());
        var options = Options(1);
        options.Restarts = 2;
        using var best = _ml.Deep().BinaryClassification.PretrainedText("Label", "Text", options).Fit(rows);
        var expected = alone.MinBy(one => one.Loss);
        Assert.AreEqual(expected.Loss, best.History.Epochs[best.History.BestEpoch - 1].Metrics["ValidationLoss"]);
        CollectionAssert.AreEqual(expected.Scores, best.Transform(others).GetColumn<float>("Score").ToArray());
    }

    [TestMethod]
    public void Last_parts_start_anew()
    {
        var (folder, rows) = (Folder("bert"), Rows(40, 1));
        Dictionary<string, Tensor> Weights(int parts)
        {
            var options = new PretrainedTextOptions { Model = folder, MaxTokens = 10, Seed = 1, MaxEpochs = 1, MinSteps = 0, LearningRate = 1e-12, ReinitializeParts = parts };
            using var model = _ml.Deep().BinaryClassification.PretrainedText("Label", "Text", options).Fit(rows);
            return model.Module.state_dict().ToDictionary(p => p.Key, p => p.Value.clone());
        }
        using var scope = NewDisposeScope();
        var (loaded, anew) = (Weights(0), Weights(1));
        var changed = loaded.Where(p => p.Key.Contains(".encoder.", StringComparison.Ordinal) && p.Value.sub(anew[p.Key]).abs().max().item<float>() > 1e-6f).Select(p => p.Key).ToList();
        var last = loaded.Keys.Where(key => key.Contains("layer.", StringComparison.Ordinal)).Max(key => int.Parse(key.Split("layer.")[1].Split('.')[0], System.Globalization.CultureInfo.InvariantCulture));
        Assert.IsGreaterThan(0, last);
        Assert.IsNotEmpty(changed);
        foreach (var key in changed) StringAssert.Contains(key, $"layer.{last}.");
        var matrix = changed.First(key => anew[key].dim() == 2);
        Assert.AreEqual(0.02f, anew[matrix].std().item<float>(), 0.005f);
        StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentException>(() => Weights(99)).Message, "ReinitializeParts must be at most ");
    }

    [TestMethod]
    public void Capitals_are_kept_where_the_tokenizer_says_so()
    {
        var folder = Copy("bert");
        File.WriteAllLines(Path.Combine(folder, "vocab.txt"), ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "Good", "good", .. Enumerable.Range(0, 43).Select(i => $"word{i}")]);
        Assert.IsTrue(Lowers(folder));
        File.WriteAllText(Path.Combine(folder, "tokenizer_config.json"), """{"do_lower_case": false}""");
        Assert.IsFalse(Lowers(folder));

        static bool Lowers(string folder)
        {
            var architecture = new PretrainedText();
            return ((PretrainedTextOptions)architecture.Open(new PretrainedTextOptions { Model = folder, MaxTokens = 10 }, null)).Lowercase;
        }
    }

    [TestMethod]
    public void What_is_wrong_with_a_folder_is_said_at_once()
    {
        var folder = Copy("bert");
        Faults(folder, config => { config["num_hidden_layers"] = 4; config["intermediate_size"] = 44; },
            "'encoder.layer.0.intermediate.dense.weight' is [40, 24], but must be [44, 24]", " more");
        Faults(folder, config => config["num_hidden_layers"] = 4, "there is no 'encoder.layer.3.attention.self.query.weight'");
        Faults(folder, config => { config["hidden_act"] = "swish9"; config["num_attention_heads"] = 5; config.Remove("vocab_size"); config["layer_norm_eps"] = "small"; },
            "it has no vocab_size", "layer_norm_eps is \"small\", but must be a number", "a width of 24 cannot be divided among 5 heads", "the activation is 'swish9', but must be gelu, ");
        Faults(folder, config => config["model_type"] = "t5", "its model_type is 't5', but must be bert, roberta, xlm-roberta, camembert, distilbert or modernbert");
        File.WriteAllText(Path.Combine(folder, "config.json"), "{");
        Assert.ThrowsExactly<InvalidDataException>(() => EncoderGraph.Read(folder));
    }

    [TestMethod]
    public void Folders_without_a_model_or_its_tokenizer_are_named()
    {
        var folder = Copy("bert");
        var error = Assert.ThrowsExactly<FileNotFoundException>(() => Fit(folder));
        StringAssert.Contains(error.Message, "needs its tokenizer");
        File.Delete(Path.Combine(folder, "model.safetensors"));
        error = Assert.ThrowsExactly<FileNotFoundException>(() => Fit(folder));
        StringAssert.Contains(error.Message, $"Model is '{folder}': a folder of a model has config.json and model.safetensors, and its tokenizer beside them.");
    }

    private static string Folder(string name)
    {
        var folder = Copy(name);
        File.WriteAllLines(Path.Combine(folder, "vocab.txt"), ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. _words, .. Enumerable.Range(0, 35).Select(i => $"word{i}")]);
        return folder;
    }

    private IDataView Rows(int count, int seed)
    {
        var random = new Random(seed);
        Row Make()
        {
            var isGood = random.Next(2) == 0;
            return new Row { Label = isGood, Text = $"{_words[6 + random.Next(4)]} {_words[(isGood ? 0 : 3) + random.Next(3)]} {_words[6 + random.Next(4)]}" };
        }
        return _ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(_ => Make()).ToArray());
    }

    private void Fit(string folder) => _ml.Deep().BinaryClassification.PretrainedText("Label", "Text", new PretrainedTextOptions { Model = folder })
        .Fit(_ml.Data.LoadFromEnumerable([new Row { Text = "good" }, new Row { Label = true, Text = "bad" }]));

    private static void Faults(string folder, Action<JsonObject> change, params string[] parts)
    {
        var file = Path.Combine(folder, "config.json");
        var before = File.ReadAllText(file);
        var config = (JsonObject)JsonNode.Parse(before)!;
        change(config);
        File.WriteAllText(file, config.ToJsonString());
        var error = Assert.ThrowsExactly<InvalidDataException>(() => EncoderGraph.Read(folder));
        foreach (var part in parts) StringAssert.Contains(error.Message, part);
        File.WriteAllText(file, before);
    }

    private static string Copy(string name)
    {
        var from = _reference.Place(name);
        var folder = Path.Combine(from, Guid.NewGuid().ToString("n"));
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return folder;
    }

    private sealed class Row
    {
        public bool Label { get; set; }

        public string Text { get; set; } = "";
    }
}
