using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Layers;
using MLNetDeep.Tests.Persistence;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Sequences;

/// <summary>What is taken as a sequence, and what is said of those that cannot be.</summary>
[TestClass]
public sealed class SequenceColumnTests
{
    private readonly MLContext _ml = new(1);
    private readonly List<string> _said = [];

    public SequenceColumnTests() => _ml.Log += (_, e) => _said.Add(e.Message);

    private static RocketOptions Quick => new() { Channels = 2, Features = 200, Seed = 1 };

    [TestMethod]
    public void Every_fault_is_named_before_training()
    {
        var rows = Traces.View(_ml, 20, (row, i) =>
        {
            if (i == 3) row.Sequence = [1, 2, 3];
            if (i == 7) row.Sequence[5] = float.PositiveInfinity;
        });
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => _ml.Deep().BinaryClassification.Rocket("Label", "Sequence", Quick).Fit(rows));
        Assert.AreEqual("2 sequences are not valid (rows are counted from 1): row 4: column 'Sequence' holds 3 numbers, but each step has 2 channels: the length must be a multiple of that; "
            + "row 8: column 'Sequence' holds Infinity in step 3, channel 2; NaN stands for a missing value.", error.Message);
    }

    [TestMethod]
    public void A_column_of_another_type_is_refused()
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _ml.Deep().BinaryClassification.Rocket("Label", "Size", Quick).Fit(Traces.View(_ml, 9)));
        StringAssert.Contains(error.Message, "Schema mismatch for feature column 'Size': expected a vector of numbers, got Single.");
    }

    [TestMethod]
    public void Options_are_checked_all_at_once()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().BinaryClassification.InceptionTime("Label", "Sequence", new InceptionTimeOptions { Channels = 0, MaxLength = 0, Mixup = 0.2 }));
        foreach (var fault in new[] { "Channels must be at least 1, but was 0.", "MaxLength must be at least 1, but was 0.", "Mixup must be 0 for sequences" }) StringAssert.Contains(error.Message, fault);
    }

    [TestMethod]
    public void Truncated_and_empty_sequences_are_counted_in_the_log()
    {
        var rows = Traces.View(_ml, 30, (row, i) =>
        {
            if (i < 2) row.Sequence = [];
        });
        var options = Quick;
        options.MaxLength = 10;
        using var model = _ml.Deep().BinaryClassification.Rocket("Label", "Sequence", options).Fit(rows);
        Assert.IsTrue(_said.Any(line => line.Contains("2 of 30 sequences are empty: each counts as one step of which nothing is known.", StringComparison.Ordinal)));
        Assert.IsTrue(_said.Any(line => line.Contains("sequences have more than MaxLength (10) steps and are truncated.", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Odd_sequences_score_alike_by_every_way_in()
    {
        using var folder = new Folder();
        var rows = Traces.View(_ml, 60, (row, i) => row.Sequence[2 * (i % 5)] = i % 4 == 0 ? float.NaN : row.Sequence[2 * (i % 5)]);
        using var model = _ml.Deep().BinaryClassification.Rocket("Label", "Sequence", Quick).Fit(rows);
        _ml.Deep().Model.Save(model, null, folder.File("trace.zip"));
        var odd = Traces.Rows(6, (row, i) => row.Sequence = i switch
        {
            0 => [],
            1 => [float.NaN, float.NaN],
            2 => [float.NaN, 5, 0.5f, float.NaN, 1, 5],
            3 => [float.PositiveInfinity, 5, 0.5f, float.NegativeInfinity, 1, 5],
            4 => [.. Enumerable.Repeat(row.Sequence, 200).SelectMany(s => s)],
            _ => row.Sequence,
        });
        using var deep = _ml.Deep().Model.Load(folder.File("trace.zip"), out _);
        ITransformer[] ways = [model, _ml.Model.LoadPlain(folder.File("trace.zip"), out _), deep, _ml.Model.LoadForScoring(folder.File("trace.zip"), out _)];
        var expected = model.Transform(_ml.Data.LoadFromEnumerable(odd)).GetColumn<float>("Probability").ToArray();
        Assert.AreEqual(expected[0], expected[1], "an empty sequence is one step of which nothing is known");
        Assert.AreEqual(expected[2], expected[3], "an infinite number is a missing one");
        foreach (var way in ways)
        {
            var view = way.Transform(_ml.Data.LoadFromEnumerable(odd)).GetColumn<float>("Probability").ToArray();
            using var engine = _ml.Model.CreatePredictionEngine<Trace, TraceVerdict>(way, new PredictionEngineOptions { OwnsTransformer = false });
            for (var i = 0; i < odd.Count; i++)
            {
                Assert.AreEqual(expected[i], view[i], 1e-5f, $"row {i}");
                Assert.AreEqual(expected[i], engine.Predict(odd[i]).Probability, 1e-5f, $"row {i}");
            }
        }
    }

    [TestMethod]
    public void A_saved_model_names_the_column_whose_sequence_has_no_whole_steps()
    {
        using var folder = new Folder();
        using var model = _ml.Deep().BinaryClassification.Rocket("Label", "Sequence", Quick).Fit(Traces.View(_ml, 30));
        _ml.Model.Save(model, null, folder.File("trace.zip"));
        var bad = _ml.Data.LoadFromEnumerable([new Trace { Sequence = [1, 2, 3] }]);
        var error = Assert.Throws<Exception>(() => _ml.Model.LoadPlain(folder.File("trace.zip"), out _).Transform(bad).GetColumn<float>("Probability").ToArray());
        StringAssert.Contains(error.ToString(), "Column 'Sequence' holds 3 numbers, but each step has 2 channels");
    }

    [TestMethod]
    public void A_module_of_ones_own_gets_steps_flags_and_the_mask()
    {
        SequenceShape? shape = null;
        using var model = _ml.Deep().Regression.FromModule("Size", "Sequence", context =>
        {
            shape = (SequenceShape)context.Input;
            // Dimension 1 differs from batch to batch: what each step says, of which the largest number counts.
            return Sequential(("steps", Linear(shape.Width + 1, 8)), ("channels", new Permute(0, 2, 1)), ("pool", AdaptiveMaxPool1d(1)), ("flatten", Flatten()), ("head", Linear(8, context.Output.Size)));
        }, new SequenceTrainerOptions { Channels = 2, MaxLength = 7, MaxEpochs = 1, ScoringEngine = ScoringEngine.Torch, Seed = 1, BatchSize = 64 }).Fit(Traces.View(_ml, 40, (row, i) =>
        {
            if (i == 0) row.Sequence[1] = float.NaN;
        }));
        Assert.AreEqual((3, 7), (shape!.Width, shape.Longest), "two channels, and a flag for the one that had missing values");
    }
}
