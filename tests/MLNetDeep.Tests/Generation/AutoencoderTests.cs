using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Tests.Generation;

/// <summary>Autoencoders and the detection of anomalies by them, live and by a saved model.</summary>
[TestClass]
public sealed class AutoencoderTests
{
    private readonly MLContext _ml = new(1);
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");

    [TestCleanup]
    public void Clean() => File.Delete(_file);

    [TestMethod]
    public void Rows_of_numbers_come_out_as_they_went_in_and_a_saved_model_does_the_same()
    {
        using var model = _ml.Deep().Generative.Autoencoder("Features", Dense()).Fit(GenerativeRows.Plane(_ml, 600, 1));
        var test = GenerativeRows.Plane(_ml, 100, 2);
        var told = model.Transform(test);
        float[][] rows = [.. told.GetColumn<float[]>("Features")], again = [.. told.GetColumn<float[]>("Reconstruction")];
        Assert.HasCount(2, told.GetColumn<float[]>("Embedding").First());
        float[] errors = [.. told.GetColumn<float>("ReconstructionError")];
        Assert.IsLessThan(0.1, errors.Average());
        // The number is what rows and reconstructions say of it, in standard deviations of the training rows: those of the last column are 50 times as wide.
        Assert.AreEqual(1, rows.Zip(again, (r, a) => Math.Abs(r[5] - a[5])).Average() / 50 / rows.Zip(again, (r, a) => Math.Abs(r[1] - a[1])).Average(), 0.7);
        _ml.Model.Save(model, test.Schema, _file);
        var loaded = new MLContext().Model.LoadPlain(_file, out _).Transform(test);
        Assert.IsFalse(loaded.Schema.Any(column => column.Name.StartsWith("MLNetDeep.", StringComparison.Ordinal)));
        foreach (var (one, other) in errors.Zip(loaded.GetColumn<float>("ReconstructionError"))) Assert.AreEqual(one, other, 1e-5f * Math.Max(1, one));
        foreach (var (one, other) in again.Zip(loaded.GetColumn<float[]>("Reconstruction"))) Assert.AreEqual(one[5], other[5], 1e-3f);
    }

    [TestMethod]
    public void Embeddings_are_decoded_but_nothing_is_sampled_from_an_autoencoder()
    {
        using var model = _ml.Deep().Generative.Autoencoder("Pixels", new AutoencoderOptions { Seed = 1, MaxEpochs = 3, Layers = CoderLayers.Convolutional, ImageHeight = 5, ImageWidth = 7, Width = 4, EmbeddingSize = 3 })
            .Fit(GenerativeRows.Bars(_ml, 60));
        var told = model.Transform(GenerativeRows.Bars(_ml, 5, 2));
        float[][] decoded = [.. model.Sampler.Decode([.. told.GetColumn<float[]>("Embedding")]).GetColumn<float[]>("Pixels")];
        foreach (var (one, other) in told.GetColumn<float[]>("Reconstruction").Zip(decoded))
            for (var i = 0; i < one.Length; i++) Assert.AreEqual(one[i], other[i], 1e-4f);
        float[] first = told.GetColumn<float[]>("Embedding").First(), last = told.GetColumn<float[]>("Embedding").Last();
        float[][] between = [.. model.Sampler.Interpolate(first, last, 3).GetColumn<float[]>("Pixels")];
        Assert.AreEqual(decoded[0][17], between[0][17], 1e-4f);
        Assert.AreEqual(decoded[^1][17], between[^1][17], 1e-4f);
        StringAssert.Contains(Assert.ThrowsExactly<NotSupportedException>(() => model.Sample(3)).Message, "train a Vae");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => model.Sampler.Decode([[1f]])).Message, "Embeddings must have 3 numbers, but one has 1.");
    }

    [TestMethod]
    public void Anomalies_are_told_by_a_threshold_that_keeps_the_false_alarm_rate()
    {
        var train = GenerativeRows.Plane(_ml, 800, 1);
        using var model = _ml.Deep().AnomalyDetection.Autoencoder("Features", Dense(), falseAlarmRate: 0.1).Fit(train);
        Assert.AreEqual(0.1, model.Transform(GenerativeRows.Plane(_ml, 1000, 3)).GetColumn<bool>("PredictedLabel").Average(told => told ? 1.0 : 0), 0.06);
        using (var known = _ml.Deep().AnomalyDetection.Autoencoder("Features", Dense(o => o.ValidationFraction = 0), falseAlarmRate: 0.1).Fit(train))
            Assert.AreEqual(0.1, known.Transform(train).GetColumn<bool>("PredictedLabel").Average(told => told ? 1.0 : 0), 0.002);
        var test = GenerativeRows.Plane(_ml, 400, 2, anomalies: 0.2);
        var scored = model.Transform(test);
        var metrics = _ml.AnomalyDetection.Evaluate(scored, "IsOdd");
        Assert.IsGreaterThan(0.95, metrics.AreaUnderRocCurve);
        foreach (var (score, told) in scored.GetColumn<float>("Score").Zip(scored.GetColumn<bool>("PredictedLabel"))) Assert.AreEqual(score > model.Threshold, told);
        _ml.Model.Save(model, test.Schema, _file);
        foreach (var loaded in new[] { new MLContext().Model.LoadPlain(_file, out _), new MLContext().Model.LoadForScoring(_file, out _) })
            CollectionAssert.AreEqual(scored.GetColumn<bool>("PredictedLabel").ToArray(), loaded.Transform(test).GetColumn<bool>("PredictedLabel").ToArray());
        using var engine = _ml.Model.CreatePredictionEngine<PlaneRow, Told>(model, new PredictionEngineOptions { OwnsTransformer = false });
        Assert.AreEqual(scored.GetColumn<float>("Score").First(), engine.Predict(new PlaneRow { Features = test.GetColumn<float[]>("Features").First() }).Score, 1e-4f);
    }

    [TestMethod]
    public void A_detector_is_a_step_of_a_pipeline_and_promises_what_it_gives()
    {
        var pipeline = _ml.Transforms.CopyColumns("X", "Features").Append(_ml.Deep().AnomalyDetection.Autoencoder("X", Dense(o => o.MaxEpochs = 1)));
        Assert.IsNotNull(pipeline.Fit(GenerativeRows.Plane(_ml, 40, 1)).Transform(GenerativeRows.Plane(_ml, 5, 2)).Schema.GetColumnOrNull("PredictedLabel"));
        var trainer = _ml.Deep().Generative.Autoencoder("Features", Dense(o => o.MaxEpochs = 1));
        using var model = trainer.Fit(GenerativeRows.Plane(_ml, 40, 1));
        var shape = trainer.GetOutputSchema(Shape(GenerativeRows.Plane(_ml, 2, 1)));
        string[] given = [.. model.GetOutputSchema(GenerativeRows.Plane(_ml, 2, 1).Schema).Select(c => c.Name).Distinct().Order()];
        CollectionAssert.AreEqual(given, shape.Select(c => c.Name).Order().ToArray());
    }

    [TestMethod]
    public void What_does_not_suit_is_said()
    {
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => _ml.Deep().Generative.Autoencoder().Fit(GenerativeRows.Plane(_ml, 1, 1))).Message, "at least 2 are needed, but there is 1.");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _ml.Deep().Generative.Autoencoder("Other").Fit(GenerativeRows.Plane(_ml, 5, 1))).Message, "Could not find feature column 'Other'");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _ml.Deep().AnomalyDetection.Autoencoder(falseAlarmRate: 1)).Message, "The false-alarm rate must be at least 0 and below 1, but was 1.");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().Generative.Autoencoder(options: new AutoencoderOptions { EmbeddingSize = 0, PretrainedWeights = "x" })).Message, "EmbeddingSize must be at least 1, but was 0.");
        using var model = _ml.Deep().Generative.Autoencoder("Features", Dense(o => o.MaxEpochs = 1)).Fit(GenerativeRows.Plane(_ml, 20, 1));
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => model.Transform(GenerativeRows.Bars(_ml, 3))).Message, "Could not find feature column 'Features'");
        var test = GenerativeRows.Plane(_ml, 3, 2);
        model.Dispose();
        Assert.ThrowsExactly<ObjectDisposedException>(() => model.Transform(test).GetColumn<float>("ReconstructionError").Count());
    }

    private static SchemaShape Shape(IDataView view) => (SchemaShape)typeof(SchemaShape).GetMethod("Create", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public)!.Invoke(null, [view.Schema])!;

    private static AutoencoderOptions Dense(Action<AutoencoderOptions>? change = null)
    {
        var options = new AutoencoderOptions { Seed = 1, MaxEpochs = 40, EmbeddingSize = 2, Width = 32, LearningRate = 5e-3 };
        change?.Invoke(options);
        return options;
    }

    private sealed class Told
    {
        public float Score { get; set; }
    }
}
