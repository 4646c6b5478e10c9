using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNetDeep.Tests.Tabular;

/// <summary>Which columns a trainer for tables takes, and what it says of the others.</summary>
[TestClass]
public sealed class TableColumnTests
{
    private readonly MLContext _ml = new(1);
    private readonly MlpOptions _options = new() { MaxEpochs = 1, Width = 16, Seed = 1 };

    [TestMethod]
    public void Takes_every_other_column_that_suits_and_names_the_rest()
    {
        var warnings = new List<string>();
        _ml.Log += (_, e) => { if (e.Kind == ChannelMessageKind.Warning) warnings.Add(e.Message); };
        _options.ExampleWeightColumnName = nameof(TableRow.Weight);
        using var model = _ml.Deep().BinaryClassification.Mlp("Label", _options).Fit(TableRow.View(_ml, 100));
        CollectionAssert.AreEquivalent(TableRow.Suiting, model.FeatureColumnNames.ToArray());
        Assert.IsTrue(warnings.Any(w => w.Contains("'Words' is left out: it is a vector of unknown size", StringComparison.Ordinal)), string.Join('\n', warnings));
        Assert.IsTrue(warnings.Any(w => w.Contains("'Duration' is left out: its type is TimeSpan", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Takes_the_columns_that_are_named()
    {
        using var model = _ml.Deep().BinaryClassification.Mlp("Label", ["Town", "Age"], _options).Fit(TableRow.View(_ml, 100));
        CollectionAssert.AreEquivalent(new[] { "Town", "Age" }, model.FeatureColumnNames.ToArray());
        var others = _ml.Transforms.DropColumns("Label", "Sizes", "Kind").Fit(TableRow.View(_ml, 5)).Transform(TableRow.View(_ml, 5));
        Assert.HasCount(5, TestTables.Scores(model.Transform(others)));
    }

    [TestMethod]
    public void Hidden_columns_are_not_taken()
    {
        var view = _ml.Transforms.CopyColumns("Age", "Count").Append(_ml.Transforms.DropColumns("Words", "Duration")).Fit(TableRow.View(_ml, 100)).Transform(TableRow.View(_ml, 100));
        using var model = _ml.Deep().BinaryClassification.Mlp("Label", _options).Fit(view);
        Assert.AreEqual(1, model.FeatureColumnNames.Count(name => name == "Age"));
    }

    [TestMethod]
    public void All_faults_of_columns_are_told_at_once()
    {
        var trainer = _ml.Deep().BinaryClassification.Mlp("Label", ["Age", "Words", "Nothing", "Duration"], _options);
        var view = TableRow.View(_ml, 10);
        var atFit = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.Fit(view)).Message;
        var before = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _ml.Transforms.CopyColumns("Copy", "Age").Append(trainer).Append(_ml.Transforms.CopyColumns("Copy2", "Age")).Fit(view)).Message;
        foreach (var message in new[] { atFit, before })
            foreach (var part in new[] { "column 'Words' does not suit", "there is no column 'Nothing'", "column 'Duration' does not suit" }) StringAssert.Contains(message, part);
    }

    [TestMethod]
    [DataRow("Label", "cannot be a feature column too", "Age", "Label")]
    [DataRow("Label", "named twice", "Age", "Age")]
    [DataRow("Label", "At least one feature column")]
    public void Names_that_make_no_sense_are_refused(string label, string expected, params string[] names) =>
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().BinaryClassification.Mlp(label, names, _options)).Message, expected);

    [TestMethod]
    public void A_network_for_pictures_takes_one_column() =>
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().BinaryClassification.FromArchitecture(ArchitectureRegistry.Get("cnn"), "Label", ["A", "B"])).Message, "takes one feature column, but was given 2");

    [TestMethod]
    public void Columns_of_another_kind_are_refused_at_scoring()
    {
        using var model = _ml.Deep().BinaryClassification.Mlp("Label", ["Age", "Sizes", "Kind"], _options).Fit(TableRow.View(_ml, 100));
        var view = _ml.Transforms.CopyColumns("Age", "Town").Append(_ml.Transforms.CopyColumns("Sizes", "Marks")).Fit(TableRow.View(_ml, 5)).Transform(TableRow.View(_ml, 5));
        var message = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => model.Transform(view)).Message;
        StringAssert.Contains(message, "column 'Age' is text, but was a number in training");
        StringAssert.Contains(message, "column 'Sizes' is a vector of 2 Boolean, but was a vector of 3 numbers in training");
    }

    [TestMethod]
    public void A_column_that_tells_nothing_is_named()
    {
        var warnings = new List<string>();
        _ml.Log += (_, e) => { if (e.Kind == ChannelMessageKind.Warning) warnings.Add(e.Message); };
        _options.MinCategoryCount = 1000;
        using var model = _ml.Deep().BinaryClassification.Mlp("Label", ["Age", "Town"], _options).Fit(TableRow.View(_ml, 100));
        Assert.IsTrue(warnings.Any(w => w.Contains("'Town' carries no information", StringComparison.Ordinal)), string.Join('\n', warnings));
    }

    [TestMethod]
    public void Columns_of_one_value_are_named_once()
    {
        var warnings = new List<string>();
        _ml.Log += (_, e) => { if (e.Kind == ChannelMessageKind.Warning) warnings.Add(e.Message); };
        var rows = TableRow.Rows(100);
        for (var i = 0; i < rows.Count; i++)
            (rows[i].Age, rows[i].Count, rows[i].Town, rows[i].Kind, rows[i].IsNew) = (i == 7 ? float.NaN : 0.5f, long.MaxValue, "Bonn", (uint)(i == 3 ? 4 : 2), true);
        using var model = _ml.Deep().BinaryClassification.Mlp("Label", ["Age", "Count", "Sizes", "IsNew", "Town", "Kind", "Marks"], _options).Fit(_ml.Data.LoadFromEnumerable(rows));
        Assert.IsTrue(warnings.Single(w => w.Contains("no information", StringComparison.Ordinal))
            .Contains("The columns 'Age', 'Count', 'IsNew', 'Town', 'Kind' carry no information: each has one value at most in all training rows.", StringComparison.Ordinal), string.Join('\n', warnings));
        Assert.IsTrue(model.History.Epochs.All(e => double.IsFinite(e.Metrics["Loss"])));
    }
}
