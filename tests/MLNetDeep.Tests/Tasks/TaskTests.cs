using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Tests.Tasks;

[TestClass]
public sealed class TaskTests
{
    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void Binary_has_the_columns_of_MLNets_own_trainers()
    {
        var data = _ml.Data.LoadFromEnumerable(TaskRows.Create(200));
        using var model = _ml.Deep().BinaryClassification.FromModule("Flag", "Features", TaskRows.Network, TaskRows.Quick).Fit(data);
        var own = _ml.BinaryClassification.Trainers.LbfgsLogisticRegression("Flag").Fit(data).GetOutputSchema(data.Schema);
        var ours = model.GetOutputSchema(data.Schema);
        foreach (var name in new[] { "PredictedLabel", "Score", "Probability" }) Assert.AreEqual(Describe(own[name]), Describe(ours[name]));
        var metrics = _ml.BinaryClassification.Evaluate(model.Transform(data), "Flag");
        Assert.IsTrue(metrics.AreaUnderRocCurve > 0.85, $"{metrics.AreaUnderRocCurve}");
    }

    [TestMethod]
    public void Binary_takes_a_key_of_two_whose_second_is_true()
    {
        var rows = _ml.Data.LoadFromEnumerable(TaskRows.Create(200));
        var data = _ml.Transforms.Conversion.MapValueToKey("Kind", keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue).Fit(rows).Transform(rows);
        using var model = _ml.Deep().BinaryClassification.FromModule("Kind", "Features", TaskRows.Network, TaskRows.Quick).Fit(data);
        CollectionAssert.AreEqual(new[] { "left", "right" }, model.Classes.ToArray());
        Assert.IsTrue(_ml.BinaryClassification.Evaluate(model.Transform(data), "Kind").Accuracy > 0.95);
        var scored = model.Transform(data);
        var right = scored.GetColumn<float[]>("Features").Zip(scored.GetColumn<bool>("PredictedLabel")).Count(p => p.First[0] > 0 == p.Second);
        Assert.IsTrue(right > 190);
    }

    [TestMethod]
    public void Multilabel_names_its_slots_and_takes_flags_or_numbers()
    {
        var data = _ml.Data.LoadFromEnumerable(TaskRows.Create(300));
        using var model = _ml.Deep().MultiLabelClassification.FromModule("Flags", "Features", TaskRows.Network, TaskRows.Quick).Fit(data);
        var scored = model.Transform(data);
        var metrics = _ml.Deep().MultiLabelClassification.Evaluate(scored, "Flags");
        Assert.IsTrue(metrics.HammingLoss < 0.1 && metrics.MeanAveragePrecision > 0.9, $"{metrics.HammingLoss} {metrics.MeanAveragePrecision}");
        CollectionAssert.AreEqual(new[] { "0", "1" }, model.Classes.ToArray());
        Assert.AreEqual(new VectorDataViewType(BooleanDataViewType.Instance, 2), scored.Schema["PredictedLabel"].Type);
    }

    [TestMethod]
    public void Multilabel_refuses_numbers_that_are_no_flags()
    {
        var data = _ml.Data.LoadFromEnumerable(TaskRows.Create(30));
        var trainer = _ml.Deep().MultiLabelClassification.FromModule("Values", "Features", TaskRows.Network, TaskRows.Quick);
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(data)).Message, "each of its slots must be 0 or 1");
    }

    [TestMethod]
    [DataRow(RegressionLoss.Squared)]
    [DataRow(RegressionLoss.Absolute)]
    [DataRow(RegressionLoss.Huber)]
    public void Regression_learns_whatever_the_units(RegressionLoss loss)
    {
        var data = _ml.Data.LoadFromEnumerable(TaskRows.Create(300));
        var options = TaskRows.Quick;
        options.RegressionLoss = loss;
        using var model = _ml.Deep().Regression.FromModule("Value", "Features", TaskRows.Network, options).Fit(data);
        var metrics = _ml.Regression.Evaluate(model.Transform(data), "Value");
        Assert.IsTrue(metrics.RSquared > 0.9, $"{metrics.RSquared}");
        Assert.AreEqual(0, model.Classes.Count);
    }

    [TestMethod]
    public void Several_targets_of_any_size_are_learnt_alike()
    {
        var data = _ml.Data.LoadFromEnumerable(TaskRows.Create(300));
        using var model = _ml.Deep().Regression.FromModule("Values", "Features", TaskRows.Network, TaskRows.Quick).Fit(data);
        var metrics = _ml.Deep().Regression.EvaluateTargets(model.Transform(data), "Values");
        foreach (var target in metrics.Targets) Assert.IsTrue(target.RSquared > 0.95, $"{target}");
    }

    [TestMethod]
    public void Quantiles_cover_their_share_and_rise()
    {
        var data = _ml.Data.LoadFromEnumerable(TaskRows.Create(1000));
        var options = TaskRows.Quick;
        options.Quantiles = [0.1, 0.5, 0.9];
        using var model = _ml.Deep().Regression.FromModule("Value", "Features", TaskRows.Network, options).Fit(data);
        var metrics = _ml.Deep().Regression.EvaluateQuantiles(model.Transform(_ml.Data.LoadFromEnumerable(TaskRows.Create(1000, 2))), "Value");
        Assert.IsTrue(metrics.CoverageError < 0.06, $"{metrics.CoverageError}");
        Assert.AreEqual(0.8, metrics.IntervalCoverage, 0.1);
        CollectionAssert.AreEqual(new[] { "0.1", "0.5", "0.9" }, model.Classes.ToArray());
    }

    [TestMethod]
    public void Quantiles_must_rise_between_0_and_1()
    {
        var options = new TrainerOptions { Quantiles = [0.9, 0.1] };
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(options.Validate).Message, "Quantiles must be between 0 and 1 and rise, but were 0.9,0.1.");
    }

    [TestMethod]
    public void Rows_of_weight_0_teach_nothing()
    {
        var rows = TaskRows.Create(300);
        foreach (var row in rows.Where((_, i) => i % 2 == 1)) (row.Weight, row.Value, row.Flag) = (0, row.Value + 500, !row.Flag);
        var data = _ml.Data.LoadFromEnumerable(rows);
        var options = TaskRows.Quick;
        (options.ExampleWeightColumnName, options.ValidationFraction, options.Calibrate) = ("Weight", 0, false);
        using var model = _ml.Deep().BinaryClassification.FromModule("Flag", "Features", TaskRows.Network, options).Fit(data);
        var clean = model.Transform(_ml.Data.LoadFromEnumerable(TaskRows.Create(300, 2)));
        Assert.IsTrue(_ml.BinaryClassification.Evaluate(clean, "Flag").AreaUnderRocCurve > 0.85);
    }

    [TestMethod]
    public void A_missing_weight_column_is_named()
    {
        var data = _ml.Data.LoadFromEnumerable(TaskRows.Create(30));
        var trainer = _ml.Deep().Regression.FromModule("Value", "Features", TaskRows.Network, new TrainerOptions { ExampleWeightColumnName = "Nope" });
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.Fit(data)).Message, "Could not find weight column 'Nope'");
    }

    [TestMethod]
    public void A_label_of_another_task_is_refused_with_what_to_do()
    {
        var data = _ml.Data.LoadFromEnumerable(TaskRows.Create(30));
        var deep = _ml.Deep();
        foreach (var (catalog, label) in new (DeepTaskCatalog, string)[] { (deep.BinaryClassification, "Value"), (deep.Regression, "Kind"), (deep.MultiLabelClassification, "Flag"), (deep.MulticlassClassification, "Flag") })
        {
            var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => catalog.FromModule(label, "Features", TaskRows.Network).Fit(data)).Message;
            StringAssert.Contains(error, $"Schema mismatch for label column '{label}': expected ");
        }
    }

    private static string Describe(DataViewSchema.Column column) =>
        $"{column.Type} {string.Join(", ", column.Annotations.Schema.Select(a => $"{a.Name}: {Value(column.Annotations, a)}").Order(StringComparer.Ordinal))}";

    private static string Value(DataViewSchema.Annotations annotations, DataViewSchema.Column kind)
    {
        if (kind.Type is not TextDataViewType) return kind.Type.ToString()!;
        ReadOnlyMemory<char> text = default;
        annotations.GetValue(kind.Name, ref text);
        return text.ToString();
    }
}
