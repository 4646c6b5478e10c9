using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Tests.Support;

namespace MLNetDeep.Tests.Generation;

/// <summary>Generative adversarial networks: samples come near rows, collapse is told, and a saved model makes the same.</summary>
[TestClass]
public sealed class GanTests
{
    private readonly MLContext _ml = new(1);
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");

    [TestCleanup]
    public void Clean() => File.Delete(_file);

    [TestMethod]
    public void Samples_come_near_rows_and_a_saved_model_makes_the_same()
    {
        // A quarter of a minute; the other tests of this model take seconds.
        Full.OrSkip();
        using var model = _ml.Deep().Generative.Gan("Pixels", Small(o => o.ConditionColumnName = "Label")).Fit(GenerativeRows.Bars(_ml, 300));
        double[] distances = [.. model.History.Epochs.Select(e => e.Metrics["ValidationLoss"])];
        Assert.IsLessThan(distances[0], distances.Min());
        var samples = model.Sample(60);
        Assert.IsGreaterThan(0.75, samples.GetColumn<float[]>("Pixels").Zip(samples.GetColumn<string>("Label"), (p, label) => GenerativeRows.IsFlat(p) == (label == "flat") ? 1.0 : 0).Average());
        var test = GenerativeRows.Bars(_ml, 6, 2);
        _ml.Model.Save(model, test.Schema, _file);
        using var sampler = new MLContext().Model.LoadSampler(_file);
        foreach (var (one, other) in samples.GetColumn<float[]>("Pixels").Zip(sampler.Sample(60).GetColumn<float[]>("Pixels"))) CollectionAssert.AreEqual(one, other);
        foreach (var (one, other) in model.Transform(test).GetColumn<float>("CriticScore").Zip(new MLContext().Model.LoadPlain(_file, out _).Transform(test).GetColumn<float>("CriticScore"))) Assert.AreEqual(one, other, 1e-3f);
    }

    [TestMethod]
    public void A_collapse_is_told()
    {
        var said = new List<string>();
        _ml.Log += (_, e) => { lock (said) said.Add(e.Message); };
        // A generator that hardly learns makes samples that hardly differ.
        using var model = _ml.Deep().Generative.Gan("Pixels", Small(o => (o.GeneratorRate, o.MaxEpochs, o.Width) = (1e-6, 11, 4))).Fit(GenerativeRows.Bars(_ml, 60));
        Assert.IsTrue(said.Any(m => m.Contains("the generator has collapsed, its samples are", StringComparison.Ordinal)), string.Join('\n', said.TakeLast(5)));
    }

    [TestMethod]
    public void What_does_not_suit_is_said() => StringAssert.Contains(
        Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().Generative.Gan("Pixels", Small(o => o.ValidationFraction = 0))).Message, "ValidationFraction must be above 0: the best epoch is the one whose samples are nearest");

    private static GanOptions Small(Action<GanOptions>? change = null)
    {
        var options = new GanOptions { Seed = 1, Layers = CoderLayers.Convolutional, ImageHeight = 5, ImageWidth = 7, Width = 16, EmbeddingSize = 4, MaxEpochs = 60, BatchSize = 32 };
        change?.Invoke(options);
        return options;
    }
}
