using Microsoft.ML;

namespace MLNetDeep.AutoML.Tests.Ensembles;

/// <summary>Greedy selection of the members of an ensemble, and the losses that it goes by.</summary>
[TestClass]
public sealed class GreedySelectionTests
{
    private static readonly PredictionTask _regression = PredictionTask.Regression("y");

    [TestMethod]
    public void Errors_that_cancel_out_are_put_together()
    {
        var truth = new Truth([1, 2, 3, 4], _regression);
        // Trial 1 is too high by 1, trial 2 too low by 1, trial 3 useless: half and half has no error.
        Dictionary<int, Predictions> candidates = new() { [1] = new([2, 3, 4, 5], 1), [2] = new([0, 1, 2, 3], 1), [3] = new([9, 9, 9, 9], 1) };
        IReadOnlyList<EnsembleMember> members = new GreedySelection(truth, _regression.DefaultObjective).Choose(candidates, 5);
        CollectionAssert.AreEqual(new[] { new EnsembleMember(1, 0.5), new EnsembleMember(2, 0.5) }, members.ToArray());
    }

    [TestMethod]
    public void One_alone_stays_alone_where_no_mean_is_better()
    {
        var truth = new Truth([1, 2, 3], _regression);
        Dictionary<int, Predictions> candidates = new() { [4] = new([1, 2, 3], 1), [7] = new([2, 3, 4], 1) };
        CollectionAssert.AreEqual(new[] { new EnsembleMember(4, 1) }, new GreedySelection(truth, _regression.DefaultObjective).Choose(candidates, 5).ToArray());
    }

    [TestMethod]
    public void There_are_no_more_members_than_allowed()
    {
        var random = new Random(1);
        float[] labels = [.. Enumerable.Range(0, 50).Select(_ => random.NextSingle())];
        var candidates = Enumerable.Range(1, 20).ToDictionary(i => i, _ => new Predictions([.. labels.Select(l => l + random.NextSingle() - 0.5f)], 1));
        Assert.HasCount(3, new GreedySelection(new Truth(labels, _regression), _regression.DefaultObjective).Choose(candidates, 3));
    }

    [TestMethod]
    public void Losses_are_those_of_ML_NET()
    {
        var ml = new MLContext(1);
        var random = new Random(3);
        Scored[] rows = [.. Enumerable.Range(0, 200).Select(i =>
        {
            // Some ties, which the area under the curve counts by halves.
            float p = MathF.Round(random.NextSingle(), 1) * 0.98f + 0.01f;
            return new Scored { Label = random.NextSingle() < p, Probability = p, Score = p - 0.5f, PredictedLabel = p > 0.5f };
        })];
        var truth = new Truth([.. rows.Select(r => r.Label ? 1f : 0f)], PredictionTask.Binary());
        float[] probabilities = [.. rows.Select(r => r.Probability)];
        var metrics = ml.BinaryClassification.Evaluate(ml.Data.LoadFromEnumerable(rows));
        Assert.AreEqual(1 - metrics.Accuracy, truth.Loss(probabilities, 1, new Objective("Accuracy", true)).Loss, 1e-9);
        Assert.AreEqual(metrics.LogLoss * Math.Log(2), truth.Loss(probabilities, 1, new Objective("LogLoss", false)).Loss, 1e-6);
        Assert.AreEqual(-metrics.AreaUnderRocCurve, truth.Loss(probabilities, 1, new Objective("AreaUnderRocCurve", true)).Loss, 1e-9);
    }

    [TestMethod]
    public void Predictions_survive_as_bytes()
    {
        var all = new Predictions([0.25f, float.Epsilon, -3, 4e30f], 2);
        Predictions read = Predictions.FromBytes(all.ToBytes());
        Assert.AreEqual(all.Width, read.Width);
        CollectionAssert.AreEqual(all.Values, read.Values);
    }

    private sealed class Scored
    {
        public bool Label { get; set; }

        public float Probability { get; set; }

        public float Score { get; set; }

        public bool PredictedLabel { get; set; }
    }
}
