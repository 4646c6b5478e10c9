using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNetDeep.Tests.Persistence;

namespace MLNetDeep.Tests.Tasks;

/// <summary>Labels that are missing, and labels whose names are those of what a trained model adds.</summary>
[TestClass]
public sealed class LabelTests
{
    private readonly MLContext _ml = new(1);
    private readonly List<string> _warnings = [];

    [TestInitialize]
    public void Listen() => _ml.Log += (_, e) => { if (e.Kind == ChannelMessageKind.Warning) _warnings.Add(e.Message); };

    [TestMethod]
    [DataRow("binary", "Flag", "Score", true)]
    [DataRow("binary", "Flag", "PredictedLabel", true)]
    [DataRow("binary", "Flag", "Probability", true)]
    [DataRow("binary", "Flag", "Features2", false)]
    [DataRow("multiclass", "Kind", "Score", true)]
    [DataRow("multiclass", "Kind", "PredictedLabel", true)]
    [DataRow("multiclass", "Kind", "Probability", false)]
    [DataRow("multilabel", "Flags", "Score", true)]
    [DataRow("multilabel", "Flags", "PredictedLabel", true)]
    [DataRow("regression", "Value", "Score", true)]
    [DataRow("regression", "Value", "PredictedLabel", false)]
    public void A_label_that_the_model_would_hide_is_refused_before_training(string task, string source, string name, bool isRefused)
    {
        var data = Named(source, name, 60);
        var trainer = Catalog(task).FromModule(name, "Features", TaskRows.Network, TaskRows.Quick);
        if (isRefused)
        {
            foreach (Action use in new Action[] { () => trainer.Fit(data), () => _ml.Transforms.CopyColumns("Copy", "Value").Append(trainer).Append(_ml.Transforms.CopyColumns("Copy2", "Value")).Fit(data) })
                StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentException>(use).Message, $"The label cannot be called '{name}': ");
            return;
        }
        using var model = trainer.Fit(data);
        Assert.AreEqual(data.Schema[name].Type, model.Transform(data).Schema[name].Type);
    }

    [TestMethod]
    [DataRow("regression", "Value")]
    [DataRow("regression", "Values")]
    [DataRow("binary", "Kind")]
    [DataRow("multiclass", "Kind")]
    public void Missing_labels_are_left_out_and_counted_alike(string task, string label)
    {
        var rows = TaskRows.Create(60);
        foreach (var row in rows.Take(7)) (row.Value, row.Values, row.Kind) = (float.NaN, [double.NaN, 1], "");
        var view = _ml.Data.LoadFromEnumerable(rows);
        var data = _ml.Transforms.Conversion.MapValueToKey("Kind").Fit(view).Transform(view);
        var options = TaskRows.Quick;
        options.ValidationFraction = 0;
        using (var model = Catalog(task).FromModule(label, "Features", TaskRows.Network, options).Fit(data))
            Assert.AreEqual(53, model.History.TrainingRows);
        Assert.AreEqual(1, _warnings.Count(w => w.EndsWith($"7 rows without a label in column '{label}' are left out.", StringComparison.Ordinal)), string.Join('\n', _warnings));

        (options.MaxEpochs, options.ValidationSet) = (1, data);
        using var judged = Catalog(task).FromModule(label, "Features", TaskRows.Network, options).Fit(data);
        Assert.AreEqual(53, judged.History.ValidationRows);
        Assert.AreEqual(1, _warnings.Count(w => w.EndsWith($"7 rows of the validation set without a label in column '{label}' are left out.", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void A_saved_model_names_the_scores_of_classes_that_are_numbers()
    {
        using var folder = new Folder();
        var rows = TaskRows.Create(60).Select(row => new NumberRow { Label = row.Kind == "left" ? 1.5f : 0.5f, Features = row.Features });
        var view = _ml.Data.LoadFromEnumerable(rows);
        var data = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);
        using var model = Catalog("multiclass").FromModule("Label", "Features", TaskRows.Network, TaskRows.Quick).Fit(data);
        _ml.Model.Save(model, data.Schema, folder.File("model.zip"));
        var scored = _ml.Model.LoadPlain(folder.File("model.zip"), out _).Transform(data);
        VBuffer<ReadOnlyMemory<char>> names = default;
        scored.Schema["Score"].GetSlotNames(ref names);
        CollectionAssert.AreEqual(model.Classes.ToArray(), names.DenseValues().Select(n => n.ToString()).ToArray());
        CollectionAssert.AreEquivalent(new[] { "0.5", "1.5" }, model.Classes.ToArray());
        var (expected, actual) = (_ml.MulticlassClassification.Evaluate(model.Transform(data)), _ml.MulticlassClassification.Evaluate(scored));
        Assert.AreEqual(expected.MicroAccuracy, actual.MicroAccuracy);
        Assert.AreEqual(expected.LogLoss, actual.LogLoss, 1e-5);
    }

    [TestMethod]
    [DataRow(DataKind.SByte, "-3", "5")]
    [DataRow(DataKind.UInt16, "40000", "1")]
    [DataRow(DataKind.UInt32, "4000000000", "1")]
    [DataRow(DataKind.UInt64, "18000000000000000000", "1")]
    [DataRow(DataKind.Int64, "-9000000000000000000", "1")]
    public void Classes_that_are_whole_numbers_of_any_type_come_back_from_a_saved_model(DataKind kind, string one, string other)
    {
        using var folder = new Folder();
        var rows = TaskRows.Create(60);
        rows.ForEach(row => row.Kind = row.Kind == "left" ? one : other);
        var view = _ml.Data.LoadFromEnumerable(rows);
        var data = _ml.Transforms.Conversion.ConvertType("Kind", outputKind: kind).Append(_ml.Transforms.Conversion.MapValueToKey("Kind")).Fit(view).Transform(view);
        using var model = Catalog("multiclass").FromModule("Kind", "Features", TaskRows.Network, TaskRows.Quick).Fit(data);
        _ml.Deep().Model.Save(model, data.Schema, folder.File("model.zip"));
        string[] Labels(ITransformer way)
        {
            var text = _ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Append(_ml.Transforms.Conversion.ConvertType("PredictedLabel", outputKind: DataKind.String));
            var scored = way.Transform(data);
            return [.. text.Fit(scored).Transform(scored).GetColumn<string>("PredictedLabel")];
        }
        var expected = Labels(model);
        CollectionAssert.AreEquivalent(new[] { one, other }, expected.Distinct().ToArray());
        CollectionAssert.AreEqual(expected, Labels(_ml.Model.LoadPlain(folder.File("model.zip"), out _)));
        CollectionAssert.AreEqual(expected, Labels(_ml.Model.LoadForScoring(folder.File("model.zip"), out _)));
        using var deep = _ml.Deep().Model.Load(folder.File("model.zip"), out _, TaskRows.Network);
        CollectionAssert.AreEqual(expected, Labels(deep));
    }

    private DeepTaskCatalog Catalog(string task) => task switch
    {
        "binary" => _ml.Deep().BinaryClassification,
        "multiclass" => _ml.Deep().MulticlassClassification,
        "multilabel" => _ml.Deep().MultiLabelClassification,
        _ => _ml.Deep().Regression,
    };

    private IDataView Named(string source, string name, int count)
    {
        var view = _ml.Data.LoadFromEnumerable(TaskRows.Create(count));
        return _ml.Transforms.Conversion.MapValueToKey("Kind").Append(_ml.Transforms.CopyColumns(name, source)).Fit(view).Transform(view);
    }

    private sealed class NumberRow
    {
        public float Label { get; set; }

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }
}
