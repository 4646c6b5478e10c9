using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Tests.Persistence;
using MLNetDeep.Tests.Support;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Onnx.Starting;

/// <summary>ONNX models of sounds and of numbers are started from, as those of texts and images are.</summary>
[TestClass]
public sealed class OtherInputTests
{
    private const int Rate = 8000, Frames = 19, Bands = 40;
    private readonly MLContext _ml = new(1);

    [TestMethod]
    [DataRow(new long[] { 1, Bands, Frames }, 0)]
    [DataRow(new long[] { Frames, Bands }, -1)]
    public void A_model_of_sounds_learns_saves_and_loads(long[] shape, int frozen)
    {
        using var folder = new Folder();
        var file = folder.File("sounds.onnx");
        manual_seed(1);
        using (var network = Sequential(Conv2d(1, 8, 3, padding: 1), ReLU(), Conv2d(8, 16, 3, padding: 1, stride: 2), ReLU()))
            File.WriteAllBytes(file, Write(network, shape, [1, Bands, Frames], shape[^1] == Bands));
        var view = Sounds(60);
        var options = new PretrainedSoundOptions { SampleRate = Rate, Augment = false, FreezeDepth = frozen, MaxEpochs = frozen < 0 ? 60 : 20, MinSteps = 0, BatchSize = 16, LearningRate = frozen < 0 ? 0.02 : 5e-3, Patience = 0, Seed = 1 };
        var trainer = _ml.Deep().MulticlassClassification.Pretrained("Label", "Samples", Pretrained.FromOnnx(file), options);
        Assert.AreEqual("pretrainedsound", trainer.Architecture.Key);
        Check(trainer, view, folder);
        // Its frames are not those that it was trained with.
        options.HopMilliseconds = 5;
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().MulticlassClassification.Pretrained("Label", "Samples", Pretrained.FromOnnx(file), options).Fit(view)).Message,
            $"takes {Frames} frames of {Bands} bands, but sounds are ");
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(-1)]
    public void A_model_of_numbers_learns_saves_and_loads(int frozen)
    {
        using var folder = new Folder();
        var file = folder.File("numbers.onnx");
        manual_seed(1);
        using (var network = Sequential(Linear(6, 32), Tanh(), Linear(32, 16), Tanh(), Linear(16, 3)))
            File.WriteAllBytes(file, Write(network, [6], [6], isTurned: false));
        var view = Numbers(120);
        var options = new PretrainedNumbersOptions { FreezeDepth = frozen, MaxEpochs = frozen < 0 ? 150 : 40, MinSteps = 0, BatchSize = 16, LearningRate = frozen < 0 ? 0.05 : 0.01, Patience = 0, Seed = 1 };
        var trainer = _ml.Deep().MulticlassClassification.Pretrained("Label", "Numbers", Pretrained.FromOnnx(file), options);
        Assert.AreEqual("pretrainednumbers", trainer.Architecture.Key);
        Check(trainer, view, folder);
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().MulticlassClassification.PretrainedNumbers("Label", "Pair", Named(options, file)).Fit(view)).Message, "takes 6 numbers, but the column has 2.");
    }

    [TestMethod]
    public void Without_a_model_it_is_asked_for() => StringAssert.Contains(
        Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().MulticlassClassification.PretrainedNumbers("Label", "Numbers", new PretrainedNumbersOptions())).Message, "Model must be the path of an ONNX file, but was empty.");

    private void Check(DeepTrainer trainer, IDataView view, Folder folder)
    {
        using var model = trainer.Fit(view);
        var scored = model.Transform(view);
        Assert.IsGreaterThan(0.9, _ml.MulticlassClassification.Evaluate(scored).MicroAccuracy);
        float[] Scores(IDataView rows) => [.. rows.GetColumn<float[]>("Score").SelectMany(score => score)];
        var (zip, expected) = (folder.File("model.zip"), Scores(scored));
        _ml.Deep().Model.Save(model, view.Schema, zip);
        foreach (var loaded in new[] { _ml.Model.LoadPlain(zip, out _), _ml.Model.LoadForScoring(zip, out _), _ml.Deep().Model.Load(zip, out _) })
        {
            var actual = Scores(loaded.Transform(view));
            for (var i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], actual[i], 1e-4f);
            (loaded as IDisposable)?.Dispose();
        }
    }

    private static PretrainedNumbersOptions Named(PretrainedNumbersOptions options, string file)
    {
        var own = (PretrainedNumbersOptions)options.Clone();
        own.Model = file;
        return own;
    }

    private static byte[] Write(Module<Tensor, Tensor> network, long[] shape, long[] own, bool isTurned) => OnnxExporter.Export(network, composer =>
    {
        var input = new OnnxValue(composer.Graph.Input("rows", OnnxElement.Float, shape), shape);
        if (isTurned) input = composer.Node("Transpose", [.. shape.Reverse()], [input], ("perm", new long[] { 0, 2, 1 }));
        var output = composer.Apply(network, composer.Reshape(input, own));
        composer.Graph.AddNode("Identity", "", "output", [output.Name], ["output"]);
        composer.Graph.Output("output", OnnxElement.Float, output.Shape);
    });

    // Low and high tones.
    private IDataView Sounds(int count)
    {
        var random = new Random(1);
        var rows = Enumerable.Range(0, count).Select(i => new Row { Name = i % 2 == 0 ? "low" : "high", Samples = Wav.Tone((i % 2 == 0 ? 300 : 1500) + random.Next(200), Rate, 0.2) });
        return Keyed(rows);
    }

    // Which of three pairs has the larger sum.
    private IDataView Numbers(int count)
    {
        var random = new Random(1);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Numbers)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 6);
        schema[nameof(Row.Pair)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2);
        return Keyed(Enumerable.Range(0, count).Select(_ =>
        {
            float[] numbers = [.. Enumerable.Range(0, 6).Select(_ => (float)((random.NextDouble() * 2) - 1))];
            return new Row { Numbers = numbers, Pair = numbers[..2], Name = $"{Enumerable.Range(0, 3).MaxBy(pair => numbers[2 * pair] + numbers[(2 * pair) + 1])}" };
        }), schema);
    }

    private IDataView Keyed(IEnumerable<Row> rows, SchemaDefinition? schema = null)
    {
        var view = _ml.Data.LoadFromEnumerable(rows.ToList(), schema);
        return _ml.Transforms.Conversion.MapValueToKey("Label", nameof(Row.Name)).Fit(view).Transform(view);
    }

    private sealed class Row
    {
        public string Name { get; set; } = "";

        public float[] Samples { get; set; } = [];

        public float[] Numbers { get; set; } = [];

        public float[] Pair { get; set; } = [];
    }
}
