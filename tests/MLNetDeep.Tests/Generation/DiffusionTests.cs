using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Testing;
using MLNetDeep.Tests.Support;

namespace MLNetDeep.Tests.Generation;

/// <summary>Diffusion models of images: what is asked for comes out, the same on every run, live and by a saved model without Torch.</summary>
[TestClass]
public sealed class DiffusionTests
{
    private readonly MLContext _ml = new(1);
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetdeep").FullName;

    [TestCleanup]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Memory_stays_flat_over_sampling()
    {
        using var model = _ml.Deep().Generative.Diffusion("Pixels", Small(o => o.MaxEpochs = 1)).Fit(GenerativeRows.Bars(_ml, 60));
        int Sample(int seed) => model.Sample(64, seed, options: new SamplingOptions { Steps = 4 }).GetColumn<float[]>("Pixels").Count();
        long Memory()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return Environment.WorkingSet;
        }
        for (var seed = 0; seed < 10; seed++) Sample(seed);
        var (tensors, before) = (LiveTensors.Count(), Memory());
        for (var seed = 10; seed < 60; seed++) Assert.AreEqual(64, Sample(seed));
        Assert.AreEqual(tensors, LiveTensors.Count());
        // 50 times the rows and what the network makes of them would be some 300 MB.
        Assert.IsLessThan(40_000_000L, Memory() - before);
    }

    [TestMethod]
    public void What_is_asked_for_is_sampled_and_a_saved_model_samples_the_same()
    {
        // A quarter of a minute; the other tests of this model take seconds.
        Full.OrSkip();
        using var model = _ml.Deep().Generative.Diffusion("Pixels", Small(o => (o.MaxEpochs, o.ConditionColumnName) = (45, "Label"))).Fit(GenerativeRows.Bars(_ml, 300));
        CollectionAssert.AreEqual(new[] { "flat", "tall" }, model.Sampler.Conditions.ToArray());
        var samples = model.Sample(40, seed: 3, options: new SamplingOptions { Steps = 12 });
        float[][] pixels = [.. samples.GetColumn<float[]>("Pixels")];
        string[] labels = [.. samples.GetColumn<string>("Label")];
        Assert.AreEqual(20, labels.Count(label => label == "flat"));
        Assert.IsGreaterThan(0.85, pixels.Zip(labels, (p, label) => GenerativeRows.IsFlat(p) == (label == "flat") ? 1.0 : 0).Average());
        Assert.IsTrue(pixels.All(p => p.All(v => v is >= 0 and <= 10)));
        Assert.IsTrue(model.Sample(10, seed: 3, "tall", new SamplingOptions { Steps = 12 }).GetColumn<string>("Label").All(label => label == "tall"));
        var file = Path.Combine(_folder, "model.zip");
        _ml.Model.Save(model, GenerativeRows.Bars(_ml, 2).Schema, file);
        using var loaded = new MLContext().Model.LoadSampler(file);
        float[][] again = [.. loaded.Sample(40, seed: 3, options: new SamplingOptions { Steps = 12 }).GetColumn<float[]>("Pixels")];
        foreach (var (one, other) in pixels.Zip(again)) CollectionAssert.AreEqual(one, other);
        // An application without Torch makes the same.
        float[][] here = [.. model.Sample(3, seed: 5).GetColumn<float[]>("Pixels")], deployed = FreshProcess.Sample(file, 3, 5);
        foreach (var (one, other) in here.Zip(deployed))
            for (var i = 0; i < 35; i++) Assert.AreEqual(one[i], other[i], 1e-4f);
        float[][] fewer = [.. loaded.Sample(4, seed: 3, options: new SamplingOptions { Steps = 12 }).GetColumn<float[]>("Pixels")];
        for (var i = 0; i < 35; i++) Assert.AreEqual(pixels[3][i], fewer[3][i], 1e-2f);
        CollectionAssert.AreNotEqual(pixels[0], loaded.Sample(1, seed: 4).GetColumn<float[]>("Pixels").First());
        var test = GenerativeRows.Bars(_ml, 6, 2);
        float[] live = [.. model.Transform(test).GetColumn<float>("DenoisingError")], later = [.. new MLContext().Model.LoadPlain(file, out _).Transform(test).GetColumn<float>("DenoisingError")];
        foreach (var (one, other) in live.Zip(later)) Assert.AreEqual(one, other, 1e-4f);
        Assert.IsTrue(live.All(error => error is > 0 and < 2));
    }

    [TestMethod]
    [DataRow(DiffusionPrediction.Flow, DiffusionSolver.Euler)]
    [DataRow(DiffusionPrediction.Flow, DiffusionSolver.Heun)]
    [DataRow(DiffusionPrediction.Noise, DiffusionSolver.Ddpm)]
    [DataRow(DiffusionPrediction.Velocity, DiffusionSolver.Ddim)]
    // Noise takes more to learn: an error of it grows as much as the image is small under it.
    public void Every_prediction_learns_the_mean_and_the_range_of_pixels(DiffusionPrediction prediction, DiffusionSolver solver)
    {
        // One of the straight path and one of the curved one; the others are combinations of what these two try.
        if (solver is DiffusionSolver.Heun or DiffusionSolver.Ddim) Full.OrSkip();
        var rows = GenerativeRows.Bars(_ml, 200);
        using var model = _ml.Deep().Generative.Diffusion("Pixels", Small(o => (o.Prediction, o.MaxEpochs, o.Width) = prediction == DiffusionPrediction.Noise ? (prediction, 30, 16) : (prediction, 25, 8))).Fit(rows);
        double mean = rows.GetColumn<float[]>("Pixels").Average(p => p.Average());
        double sampled = model.Sample(60, options: new SamplingOptions { Steps = 15, Solver = solver }).GetColumn<float[]>("Pixels").Average(p => p.Average());
        Assert.AreEqual(mean, sampled, 0.6, $"{prediction} {solver}");
        var losses = model.History.Epochs.Select(e => e.Metrics["ValidationLoss"]).ToList();
        Assert.IsLessThan(losses[0] * 0.9, losses[^1]);
    }

    [TestMethod]
    public void Images_are_written_one_by_one_and_as_a_grid()
    {
        using var model = _ml.Deep().Generative.Diffusion("Pixels", Small(o => (o.MaxEpochs, o.ConditionColumnName) = (1, "Label"))).Fit(GenerativeRows.Bars(_ml, 20));
        var samples = model.Sample(5, options: new SamplingOptions { Steps = 2 });
        Assert.AreEqual(5, model.Sampler.WriteImages(samples, _folder));
        CollectionAssert.AreEqual(new[] { "sample-0001-flat.png", "sample-0002-tall.png", "sample-0003-flat.png", "sample-0004-tall.png", "sample-0005-flat.png" },
            Directory.GetFiles(_folder).Select(Path.GetFileName).Order().ToArray());
        using (var one = SkiaSharp.SKBitmap.Decode(Path.Combine(_folder, "sample-0002-tall.png")))
        {
            Assert.AreEqual((7, 5), (one.Width, one.Height));
            var wanted = samples.GetColumn<float[]>("Pixels").ElementAt(1);
            var (low, high) = (0f, GenerativeRows.Bars(_ml, 20).GetColumn<float[]>("Pixels").Max(p => p.Max()));
            for (var i = 0; i < 35; i++) Assert.AreEqual(255 * (wanted[i] - low) / (high - low), one.GetPixel(i % 7, i / 7).Red, 20);
        }
        var grid = Path.Combine(_folder, "grid.png");
        model.Sampler.WriteGrid(samples, grid, columns: 3, scale: 2);
        using var all = SkiaSharp.SKBitmap.Decode(grid);
        Assert.AreEqual(((3 * 15) + 1, (2 * 11) + 1), (all.Width, all.Height));
    }

    [TestMethod]
    public void What_cannot_be_sampled_is_said()
    {
        using var model = _ml.Deep().Generative.Diffusion("Pixels", Small(o => (o.MaxEpochs, o.ConditionColumnName) = (1, "Label"))).Fit(GenerativeRows.Bars(_ml, 20));
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => model.Sample(0)).Message, "At least 1 row must be asked for, but 0 were.");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => model.Sample(1, condition: "round")).Message, "The condition 'round' was not in the training rows. There are: flat, tall.");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => model.Sample(1, options: new SamplingOptions { Steps = 0 })).Message, "Steps must be at least 1, but was 0.");
        Assert.ThrowsExactly<NotSupportedException>(() => model.Sampler.Decode([[1f]]));
        using var plain = _ml.Deep().Generative.Diffusion("Pixels", Small(o => o.MaxEpochs = 1)).Fit(GenerativeRows.Bars(_ml, 20));
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => plain.Sample(1, condition: "flat")).Message, "The model knows no conditions, but 'flat' was asked for");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => plain.Sample(1, options: new SamplingOptions { Guidance = 2 })).Message, "Guidance must be 1");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _ml.Deep().Generative.Diffusion("Pixels", Small(o => o.ConditionColumnName = "Pixels")).Fit(GenerativeRows.Bars(_ml, 20))).Message, "condition column 'Pixels'");
    }

    [TestMethod]
    public void Images_of_different_sizes_are_refused_unless_one_is_stated()
    {
        List<FileRow> rows = [];
        foreach (var side in new[] { 6, 8, 8 })
        {
            using var bitmap = new SkiaSharp.SKBitmap(side, side);
            bitmap.Erase(rows.Count % 2 == 0 ? SkiaSharp.SKColors.Red : SkiaSharp.SKColors.Blue);
            var path = Path.Combine(_folder, $"{rows.Count}.png");
            using var file = File.Create(path);
            bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Png, 100).SaveTo(file);
            rows.Add(new FileRow { Image = path });
        }
        var view = _ml.Data.LoadFromEnumerable(rows);
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => _ml.Deep().Generative.Diffusion("Image", Small(o => (o.ImageHeight, o.ImageWidth) = (0, 0))).Fit(view)).Message, "images of 2 sizes (height × width: 6 × 6, 8 × 8)");
        using var model = _ml.Deep().Generative.Diffusion("Image", Small(o => (o.ImageHeight, o.ImageWidth, o.MaxEpochs) = (8, 8, 1))).Fit(view);
        CollectionAssert.AreEqual(new[] { 3, 8, 8 }, model.Sampler.Shape.ToArray());
        Assert.HasCount(192, model.Sample(1, options: new SamplingOptions { Steps = 2 }).GetColumn<float[]>("Image").Single());
    }

    private static DiffusionOptions Small(Action<DiffusionOptions>? change = null)
    {
        var options = new DiffusionOptions { Seed = 1, ImageHeight = 5, ImageWidth = 7, Width = 16, LearningRate = 3e-3, EmaDecay = 0.98, Dropout = 0 };
        change?.Invoke(options);
        return options;
    }

    private sealed class FileRow
    {
        public string Image { get; set; } = "";
    }
}
