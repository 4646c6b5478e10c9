using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Onnx;
using MLNetDeep.Testing;
using MLNetDeep.Tests.Persistence;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Onnx;

/// <summary>Weights in 8 bits: what is rounded, by how much, and what is saved.</summary>
[TestClass]
public sealed class Int8WeightsTests
{
    private const int Most = 127;
    private readonly MLContext _ml = new(1);

    public static IEnumerable<object[]> Layers =>
    [
        ["linear", (Func<Module<Tensor, Tensor>>)(() => Linear(70, 40)), new long[] { 70 }],
        ["linear over steps", (Func<Module<Tensor, Tensor>>)(() => Linear(64, 33, hasBias: false)), new long[] { 5, 64 }],
        ["convolution", (Func<Module<Tensor, Tensor>>)(() => Conv2d(8, 32, 3, padding: 1)), new long[] { 8, 6, 5 }],
        ["transposed", (Func<Module<Tensor, Tensor>>)(() => ConvTranspose2d(16, 24, 3, stride: 2)), new long[] { 16, 4, 4 }],
    ];

    [TestMethod]
    [DynamicData(nameof(Layers))]
    public void Weights_that_8_bits_hold_stay_as_they_are(string name, Func<Module<Tensor, Tensor>> make, long[] shape)
    {
        using var scope = NewDisposeScope();
        var layer = make();
        using (no_grad())
        {
            var weight = layer.get_parameter("weight")!;
            weight.copy_(randint(-Most, Most + 1, weight.shape).to(ScalarType.Float32));
            // The largest of each block and of each channel is the largest there is.
            weight.flatten(1).narrow(1, 0, 1).fill_(Most);
            if (weight.dim() == 2) for (var at = 0L; at < weight.shape[1]; at += 64) weight.narrow(1, at, 1).fill_(-Most);
            weight.mul_(1 / 64f);
        }
        var (rows, width) = (randn([4, .. shape]), shape.Aggregate(1L, (product, size) => product * size));
        var (single, int8) = (Score(layer, shape, rows, ScoringWeights.Single), Score(layer, shape, rows, ScoringWeights.Int8));
        Assert.IsNotEmpty(single);
        for (var i = 0; i < single.Length; i++) Assert.AreEqual(single[i], int8[i], 2e-4f, name);
    }

    [TestMethod]
    [DynamicData(nameof(Layers))]
    public void Other_weights_are_rounded_by_less_than_a_hundredth(string name, Func<Module<Tensor, Tensor>> make, long[] shape)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var layer = make();
        var rows = randn([4, .. shape]);
        var (single, int8) = (Score(layer, shape, rows, ScoringWeights.Single), Score(layer, shape, rows, ScoringWeights.Int8));
        var error = Math.Sqrt(single.Zip(int8, (a, b) => Math.Pow(a - b, 2)).Sum() / single.Sum(a => a * a));
        Assert.IsTrue(error is > 1e-6 and < 1e-2, $"{name}: {error}");
        Assert.IsLessThan(0.6 * Bytes(layer, shape, ScoringWeights.Single).Length, Bytes(layer, shape, ScoringWeights.Int8).Length);
    }

    [TestMethod]
    [DataRow("mlp")]
    [DataRow("resnet")]
    [DataRow("vit")]
    [DataRow("texttransformer")]
    [DataRow("fttransformer")]
    public void A_model_is_smaller_and_scores_nearly_the_same_alone_or_in_a_batch_and_from_its_file(string key)
    {
        var subject = ContractSubject.For(ArchitectureRegistry.Get(key));
        var options = subject.Options();
        (options.Seed, options.MaxEpochs) = (1, 3);
        if (options is MlpOptions mlp) mlp.Width = 128;
        var rows = ContractData.Create(_ml, 60);
        using var model = subject.Trainer(_ml, options).Fit(rows);
        using var int8 = model.ToInt8();
        var (single, rounded) = (Scores(model, rows), Scores(int8, rows));
        CollectionAssert.AreNotEqual(single, rounded);
        Assert.IsLessThan(0.03f, single.Zip(rounded, (a, b) => Math.Abs(a - b)).Max());
        var first = Scores(int8, _ml.Data.TakeRows(rows, 1));
        for (var i = 0; i < first.Length; i++) Assert.AreEqual(rounded[i], first[i], 1e-5f);
        using var folder = new Folder();
        var (large, small, full) = (folder.File("single.zip"), folder.File("int8.zip"), folder.File("full.zip"));
        _ml.Model.Save(model, rows.Schema, large);
        _ml.Model.Save(int8, rows.Schema, small);
        _ml.Deep().Model.Save(int8, rows.Schema, full);
        Assert.IsLessThan(new FileInfo(large).Length, new FileInfo(small).Length);
        var (plain, again) = (_ml.Model.LoadPlain(small, out _), _ml.Deep().Model.Load(full, out _));
        foreach (var loaded in new[] { Scores(plain, rows), Scores(_ml.Model.LoadForScoring(small, out _), rows), Scores(again, rows) })
            for (var i = 0; i < rounded.Length; i++) Assert.AreEqual(rounded[i], loaded[i], 1e-5f);
    }

    [TestMethod]
    public void Libtorch_has_no_such_weights()
    {
        var options = new MlpOptions { ScoringWeights = ScoringWeights.Int8, ScoringEngine = ScoringEngine.Torch };
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().MulticlassClassification.Mlp("Label", options: options)).Message, "ScoringWeights must be Single where libtorch computes the scores");
    }

    // Saved in ways of their own, they would keep 32 bits without a word.
    [TestMethod]
    public void Models_that_are_saved_otherwise_refuse_them()
    {
        foreach (var options in new TrainerOptions[] { new PatchTstOptions(), new GptOptions(), new TableSynthesizerOptions(), new GanOptions(), new AutoencoderOptions() })
        {
            options.Validate();
            options.ScoringWeights = ScoringWeights.Int8;
            StringAssert.Contains(Assert.Throws<ArgumentException>(options.Validate).Message, "ScoringWeights must be Single for models that are saved in a way of their own", options.GetType().Name);
        }
    }

    private static byte[] Bytes(Module<Tensor, Tensor> layer, long[] shape, ScoringWeights weights) => OnnxExporter.Export(layer, weights, composer =>
    {
        var width = shape.Aggregate(1L, (product, size) => product * size);
        var input = new OnnxValue(composer.Graph.Input("input", MLNetDeep.Onnx.Graph.OnnxElement.Float, [width]), [width]);
        var value = composer.Apply(layer, composer.Reshape(input, shape));
        composer.Graph.AddNode("Identity", "", "output", [value.Name], ["output"]);
        composer.Graph.Output("output", MLNetDeep.Onnx.Graph.OnnxElement.Float, value.Shape);
    });

    private static float[] Score(Module<Tensor, Tensor> layer, long[] shape, Tensor rows, ScoringWeights weights) =>
        OnnxRunner.Score(Bytes(layer, shape, weights), MLNetDeep.Common.Tensors.ToFloats(rows), (int)rows.shape[0]);

    private static float[] Scores(ITransformer model, IDataView rows) => [.. model.Transform(rows).GetColumn<float[]>("Score").SelectMany(score => score)];
}
