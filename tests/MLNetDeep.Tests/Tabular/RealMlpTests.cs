using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Tabular;
using MLNetDeep.Testing;
using MLNetDeep.Training.Optimizers;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Tabular;

/// <summary>What RealMLP has beyond other networks for tables.</summary>
[TestClass]
public sealed class RealMlpTests
{
    private static readonly TableShape Mixed = new(3 + 3) { Categories = [4, 3, 30] };

    [TestMethod]
    public void Few_values_are_one_hot_and_scaled_by_their_quartiles()
    {
        using var scope = NewDisposeScope();
        using var layer = new OneHotColumns([(0, 4), (1, 3)]);
        Assert.AreEqual(4, layer.Width);
        // Value 1 of the first in every second row, 2 in every tenth, 3 in none; the second is 1 or 2 by turns.
        var rows = tensor([.. Enumerable.Range(0, 100).SelectMany(i => new[] { i % 2 == 0 ? 1f : i % 10 == 1 ? 2 : 0, 1 + (i % 2) })], [100, 2]);
        layer.Learn(rows);
        static float Clipped(double x) => (float)(x / Math.Sqrt(1 + (x * x / 9)));
        // The nearest rank to the middle of 50 zeros and 50 ones is a zero; of -1 and 1, -1 with a distance of 2 between quartiles.
        float[] expected = [0, Clipped(2), 0, Clipped(0), Clipped(1), 0, 0, Clipped(1), 0, 0, 0, Clipped(0.5)];
        var actual = Tensors.ToFloats(layer.call(tensor(new float[] { 2, 2, 1, 1, 9, 0 }, [3, 2])));
        for (var i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], actual[i], 1e-6f, $"number {i}");
    }

    [TestMethod]
    public void Layers_start_so_that_outputs_over_the_rows_have_deviation_1_and_thresholds_lie_among_them()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var layer = new NtkLinear(6, 400);
        var rows = randn(500, 6) * 30 + 7;
        layer.Start(rows);
        var outputs = layer.call(rows);
        Assert.IsTrue(outputs.std(0, unbiased: false).sub(1).abs().max().item<float>() < 1e-3);
        var negative = outputs.lt(0).any(0).logical_and(outputs.gt(0).any(0));
        Assert.IsTrue(negative.all().item<bool>(), "a threshold lies outside of the rows");
    }

    [TestMethod]
    [DataRow(OutputKind.Classes, 1.0)]
    [DataRow(OutputKind.Numbers, 5.0)]
    public void Parts_learn_at_rates_of_their_own(OutputKind kind, double factor)
    {
        var options = new RealMlpOptions { Width = 8, Layers = 2, LearningRate = 0.01, WeightDecay = 0.1 };
        using var network = new RealMlpModule(options, Mixed, new OutputShape(2) { Kind = kind });
        using var optimizer = Optimizer.Create(network, options);
        optimizer.SetRate(0.01, 0.01, done: 0.75);
        // Weights and embeddings; scales; biases; activations, and all of the periodic embeddings.
        var expected = new[] { (1.0, 0.05), (6, 0.05), (0.1, 0), (0.1, 0.05) }.Select(e => (Round(0.01 * factor * e.Item1), Round(e.Item2)));
        CollectionAssert.AreEquivalent(expected.ToList(), optimizer.Groups.Select(g => (Round(g.Rate), Round(g.Decay))).ToList());
        Assert.AreEqual(3, optimizer.Groups.Single(g => Round(g.Rate) == Round(0.001 * factor) && g.Decay == 0).Count);
        static double Round(double value) => Math.Round(value, 8);
    }

    [TestMethod]
    public void Dropout_ends_with_the_training()
    {
        using var scope = NewDisposeScope();
        using var layer = new ScheduledDropout(0.5, ScheduleKind.FlatCosine);
        layer.train();
        var rows = ones(1000, 10);
        double Dropped(double done)
        {
            layer.Follow(done);
            return layer.call(rows).eq(0).to(ScalarType.Float32).mean().item<float>();
        }
        Assert.AreEqual(0.5, Dropped(0), 0.03);
        Assert.AreEqual(0.25, Dropped(0.75), 0.03);
        Assert.AreEqual(0, Dropped(1));
    }

    [TestMethod]
    public void A_regression_stays_within_the_range_of_its_training_targets()
    {
        var ml = new MLContext(1);
        var train = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(i => new Line { X = i % 20, Label = 3 * (i % 20) }));
        var options = new RealMlpOptions { Width = 16, Layers = 1, BatchSize = 32, MaxEpochs = 20, Seed = 1 };
        float[] Predict(bool clips)
        {
            options.ClipPredictions = clips;
            using var model = ml.Deep().Regression.RealMlp("Label", options).Fit(train);
            var file = Path.GetTempFileName();
            try
            {
                ml.Model.Save(model, train.Schema, file);
                var far = ml.Data.LoadFromEnumerable(Enumerable.Range(-60, 140).Select(i => new Line { X = i }));
                var live = TestTables.Scores(model.Transform(far));
                var loaded = TestTables.Scores(new MLContext().Model.LoadPlain(file, out _).Transform(far));
                for (var i = 0; i < live.Length; i++) Assert.AreEqual(live[i], loaded[i], 1e-3f);
                return live;
            }
            finally
            {
                File.Delete(file);
            }
        }
        Assert.IsTrue(Predict(true).All(y => y is >= 0 and <= 57));
        Assert.IsFalse(Predict(false).All(y => y is >= 0 and <= 57));
    }

    [TestMethod]
    public void The_epoch_with_the_fewest_errors_is_kept()
    {
        var ml = new MLContext(1);
        var options = new RealMlpOptions { Width = 16, Layers = 1, BatchSize = 16, MaxEpochs = 12, Seed = 3 };
        using var model = ml.Deep().MulticlassClassification.RealMlp(ContractData.Label, ContractData.Table, options).Fit(ContractData.Create(ml, 200));
        var best = model.History.Epochs.Max(e => e.Metrics["ValidationAccuracy"]);
        Assert.AreEqual(model.History.Epochs.Last(e => e.Metrics["ValidationAccuracy"] == best).Epoch, model.History.BestEpoch);
    }

    private sealed class Line
    {
        public float X { get; set; }

        public float Label { get; set; }
    }
}
