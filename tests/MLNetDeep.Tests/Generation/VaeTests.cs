using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Tests.Generation;

/// <summary>Variational autoencoders: their bound is one, rows are drawn by condition, and a saved model tells the same.</summary>
[TestClass]
public sealed class VaeTests
{
    private readonly MLContext _ml = new(1);
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");

    [TestCleanup]
    public void Clean() => File.Delete(_file);

    [TestMethod]
    public void The_bound_improves_and_what_is_asked_for_is_sampled()
    {
        using var model = _ml.Deep().Generative.Vae("Pixels", Bars()).Fit(GenerativeRows.Bars(_ml, 300));
        double[] bounds = [.. model.History.Epochs.Select(e => e.Metrics["ValidationLowerBound"])];
        Assert.IsGreaterThan(bounds[0] + 5, bounds[^1]);
        // Up to noise no epoch is worse than those long before it.
        for (var i = 10; i < bounds.Length; i++) Assert.IsGreaterThan(bounds[i - 10] - 2, bounds[i]);
        Assert.IsTrue(model.History.Epochs.All(e => e.Metrics["Divergence"] >= 0));
        var samples = model.Sample(60);
        Assert.IsGreaterThan(0.85, samples.GetColumn<float[]>("Pixels").Zip(samples.GetColumn<string>("Label"), (p, label) => GenerativeRows.IsFlat(p) == (label == "flat") ? 1.0 : 0).Average());
        var test = GenerativeRows.Bars(_ml, 10, 2);
        var told = model.Transform(test);
        _ml.Model.Save(model, test.Schema, _file);
        var later = new MLContext().Model.LoadPlain(_file, out _).Transform(test);
        foreach (var name in new[] { "Embedding", "Reconstruction" })
            foreach (var (one, other) in told.GetColumn<float[]>(name).Zip(later.GetColumn<float[]>(name))) Assert.AreEqual(one[0], other[0], 1e-4f);
        foreach (var (one, other) in told.GetColumn<float>("LowerBound").Zip(later.GetColumn<float>("LowerBound"))) Assert.AreEqual(one, other, 1e-2f);
    }

    /// <summary>Of numbers that are normal the density is known: no bound may be above it on average, and a trained one comes near.</summary>
    [TestMethod]
    public void The_bound_is_below_the_density_and_near_it()
    {
        using var model = _ml.Deep().Generative.Vae("Features", new VaeOptions { Seed = 1, EmbeddingSize = 2, Width = 32, MaxEpochs = 60, LearningRate = 5e-3 }).Fit(GenerativeRows.Plane(_ml, 2000, 1));
        double bound = model.Transform(GenerativeRows.Plane(_ml, 1000, 2)).GetColumn<float>("LowerBound").Average(), density = Density();
        Assert.IsLessThan(density + 0.1, bound);
        Assert.IsGreaterThan(density - 3, bound);
        Assert.AreEqual(bound, model.History.Epochs[^1].Metrics["ValidationLowerBound"], 1);
    }

    [TestMethod]
    public void What_is_not_like_the_training_rows_has_a_lower_bound()
    {
        using var model = _ml.Deep().Generative.Vae("Features", new VaeOptions { Seed = 1, EmbeddingSize = 2, Width = 32, MaxEpochs = 30, LearningRate = 5e-3 }).Fit(GenerativeRows.Plane(_ml, 600, 1));
        var told = model.Transform(GenerativeRows.Plane(_ml, 200, 3, anomalies: 0.5));
        var pairs = told.GetColumn<float>("LowerBound").Zip(told.GetColumn<float>("IsOdd")).ToList();
        Assert.IsGreaterThan(pairs.Where(p => p.Second > 0).Average(p => (double)p.First) + 5, pairs.Where(p => p.Second == 0).Average(p => (double)p.First));
    }

    // The mean log density of standardized rows: they are normal with the covariance of these.
    private double Density()
    {
        float[][] rows = [.. GenerativeRows.Plane(_ml, 4000, 4).GetColumn<float[]>("Features")];
        var size = rows[0].Length;
        double[] means = [.. Enumerable.Range(0, size).Select(k => rows.Average(r => (double)r[k]))], deviations = [.. Enumerable.Range(0, size).Select(k => Math.Sqrt(rows.Average(r => Math.Pow(r[k] - means[k], 2))))];
        var covariance = new double[size, size];
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++) covariance[i, j] = rows.Average(r => (r[i] - means[i]) / deviations[i] * ((r[j] - means[j]) / deviations[j]));
        // The entropy of a normal distribution, by Cholesky's factor.
        var logDeterminant = 0.0;
        for (var k = 0; k < size; k++)
        {
            logDeterminant += Math.Log(covariance[k, k]);
            for (var i = k + 1; i < size; i++)
                for (var j = k + 1; j < size; j++) covariance[i, j] -= covariance[i, k] * covariance[k, j] / covariance[k, k];
        }
        return -0.5 * ((size * (1 + Math.Log(2 * Math.PI))) + logDeterminant);
    }

    private static VaeOptions Bars() => new()
    {
        Seed = 1,
        Layers = CoderLayers.Convolutional,
        ImageHeight = 5,
        ImageWidth = 7,
        Width = 16,
        EmbeddingSize = 4,
        MaxEpochs = 60,
        LearningRate = 4e-3,
        ConditionColumnName = "Label",
        Patience = 0,
    };
}
