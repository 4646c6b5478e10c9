using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML.Tests.Sweeps;

/// <summary>
/// Labels by chance and hundreds of columns of noise. What looks at the labels of all rows finds columns, or bins of them, that go with the labels by chance, in the rows that are measured on too, and wins
/// (Hastie, Tibshirani, Friedman: The Elements of Statistical Learning, 7.10.2). What is fitted on the training part of each fold does not.
/// </summary>
[TestClass]
public sealed class LeakageTests
{
    private const int Rows = 80, Columns = 600;

    private static readonly MLContext _ml = new(1);

    private static readonly PredictionTask _task = PredictionTask.Binary();

    [TestMethod]
    [DataRow("selection")]
    [DataRow("normalizer")]
    public void A_step_fitted_on_all_rows_would_win_and_ours_does_not(string kind)
    {
        IDataView rows = Noise();
        // The leaking way: the step is fitted on all rows, before they are shared out.
        IEstimator<ITransformer> step = Step(_ml, kind);
        IDataView prepared = step.Fit(rows).Transform(rows);
        double leaking = Run(prepared, Contender.Of("leaking", null, c => Trainer(c.Context)));
        // Ours: the step belongs to the contender.
        Contender own = Contender.Of("own", null, c => Step(c.Context, kind).Append(Trainer(c.Context)));
        double honest = Run(rows, own);
        AutoML.Comparison comparison = _ml.Deep().Compare(_task, [own], rows, new ComparisonOptions { BootstrapSamples = 200 });

        Assert.IsGreaterThan(0.72, leaking, "the data set does not show the leak");
        Assert.IsInRange(0.33, 0.67, honest);
        Assert.IsInRange(0.33, 0.67, comparison["own"].Metrics[0].Mean);
        Assert.IsLessThan(leaking - 0.15, honest);
    }

    [TestMethod]
    public void Contenders_of_our_own_reach_chance_on_it()
    {
        IDataView rows = Noise();
        Contender[] contenders = [Contender.Classical(_task, "lbfgs"), Contender.Classical(_task, "lightgbm"), Contender.Deep("mlp", o => o.MaxEpochs = 3)];
        AutoML.Comparison comparison = _ml.Deep().Compare(_task, contenders, rows, new ComparisonOptions { BootstrapSamples = 200, Metric = "AreaUnderRocCurve" });
        foreach (ComparisonEntry entry in comparison.Entries)
            Assert.IsTrue(entry.Failure is null && entry.Metrics[0].Interval is { } interval && interval.Low < 0.58 && interval.High > 0.42, comparison.ToMarkdown());
    }

    private static double Run(IDataView rows, Contender contender) =>
        _ml.Deep().Sweep(_task).Over(contender).WithFeatures("X").WithValidation(SweepValidation.Folds(5)).WithTuner(Tuner.Random()).WithMaxTrials(1).WithEnsemble(1).WithRefit(false).Run(rows).Best.Metrics["Accuracy"];

    private static IEstimator<ITransformer> Step(MLContext ml, string kind) => kind == "selection"
        ? ml.Transforms.FeatureSelection.SelectFeaturesBasedOnMutualInformation("Step", "X", slotsInOutput: 20, numberOfBins: 2)
        : ml.Transforms.NormalizeSupervisedBinning("Step", "X", maximumBinCount: 8, mininimumExamplesPerBin: 5);

    private static IEstimator<ITransformer> Trainer(MLContext ml) => ml.BinaryClassification.Trainers.LbfgsLogisticRegression(featureColumnName: "Step", l2Regularization: 0.1f);

    private static IDataView Noise()
    {
        var random = new Random(5);
        float Normal() => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return _ml.Data.LoadFromEnumerable(Enumerable.Range(0, Rows).Select(i => new NoiseRow { Label = i % 2 == 0, X = [.. Enumerable.Range(0, Columns).Select(_ => Normal())] }).ToArray());
    }

    private sealed class NoiseRow
    {
        public bool Label { get; set; }

        [VectorType(Columns)]
        public float[] X { get; set; } = [];
    }
}
