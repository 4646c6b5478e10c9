using Microsoft.ML;
using MLNetDeep.Inputs.Tables;
using MLNetDeep.Persistence;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Tabular;

/// <summary>Networks for tables trained, saved, loaded, with gaps and with values never seen.</summary>
[TestClass]
public sealed class TableModelTests
{
    private readonly MLContext _ml = new(1);

    public static IEnumerable<object[]> Encodings => Enum.GetValues<NumericEncoding>().Select(encoding => new object[] { encoding });

    [TestMethod]
    [DynamicData(nameof(Encodings))]
    public void The_saved_zip_scores_raw_columns_as_the_network_does(NumericEncoding encoding)
    {
        using var model = Train(encoding);
        var rows = Odd();
        var view = _ml.Data.LoadFromEnumerable(rows);
        var expected = TestTables.Scores(model.Transform(view));
        Assert.IsTrue(expected.All(float.IsFinite));
        var file = Path.GetTempFileName();
        try
        {
            _ml.Deep().Model.Save(model, view.Schema, file);
            Same(expected, TestTables.Scores(new MLContext().Model.LoadPlain(file, out _).Transform(view)));
            var loaded = _ml.Deep().Model.Load(file, out _);
            using var network = loaded.OfType<DeepTransformer>().Single();
            Same(expected, TestTables.Scores(loaded.Transform(view)));
            CollectionAssert.AreEquivalent(TableRow.Suiting, network.FeatureColumnNames.ToArray());
            Assert.AreEqual(model.Input, network.Input);
            using var engine = _ml.Model.CreatePredictionEngine<TableRow, Scored>(network);
            Same(expected, [.. rows.Select(row => engine.Predict(row).Score)]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public void The_saved_chain_leaves_no_columns_behind()
    {
        using var model = Train(NumericEncoding.Quantile);
        var view = TableRow.View(_ml, 5);
        using var chain = ModelDelegate.ToChain(model);
        string[] added = [.. chain.Transform(view).Schema.Where(c => !c.IsHidden).Select(c => c.Name).Except(view.Schema.Select(c => c.Name))];
        CollectionAssert.AreEquivalent(new[] { "PredictedLabel", "Score", "Probability" }, added);
    }

    [TestMethod]
    public void Unseen_values_score_as_missing_ones_do()
    {
        using var model = Train(NumericEncoding.PiecewiseLinear);
        var scores = TestTables.Scores(model.Transform(_ml.Data.LoadFromEnumerable(new[] { With("", 4), With("never seen", 4), With("Bonn", 1) })));
        Assert.AreEqual(scores[0], scores[1]);
        Assert.AreNotEqual(scores[0], scores[2]);
    }

    [TestMethod]
    public void Numbers_of_other_types_are_welcome()
    {
        using var model = _ml.Deep().BinaryClassification.Mlp("Label", ["Age", "Count"], Options(NumericEncoding.Quantile)).Fit(TableRow.View(_ml, 200));
        var view = TableRow.View(_ml, 20);
        var converted = _ml.Transforms.Conversion.ConvertType("Age", outputKind: Microsoft.ML.Data.DataKind.Double).Fit(view).Transform(view);
        Same(TestTables.Scores(model.Transform(view)), TestTables.Scores(model.Transform(converted)));
    }

    [TestMethod]
    public void A_module_of_ones_own_gets_the_whole_table()
    {
        TableShape? shape = null;
        TorchSharp.Modules.Linear Make(ModuleContext context)
        {
            shape = (TableShape)context.Input;
            return Linear(shape.Width, context.Output.Size);
        }
        var trainer = _ml.Deep().BinaryClassification.FromModule("Label", ["Age", "Town", "Day"], Make, new TableTrainerOptions { MaxEpochs = 1, Seed = 1, NumericEncoding = NumericEncoding.Standard, MinCategoryCount = 2 });
        using var model = trainer.Fit(TableRow.View(_ml, 100));
        // Age and the four parts of the day, each with a flag for what is missing.
        Assert.AreEqual((10, 1), (shape!.Numbers, shape.Categories.Count));
        var view = TableRow.View(_ml, 5);
        var file = Path.GetTempFileName();
        _ml.Deep().Model.Save(model, view.Schema, file);
        var loaded = _ml.Deep().Model.Load(file, out _, Make);
        File.Delete(file);
        using var network = loaded.OfType<DeepTransformer>().Single();
        Same(TestTables.Scores(model.Transform(view)), TestTables.Scores(loaded.Transform(view)));
    }

    [TestMethod]
    public void Rows_that_do_not_fit_the_budget_give_the_same_encoding()
    {
        var options = Options(NumericEncoding.Quantile);
        (options.MaxEpochs, options.MemoryBudgetMegabytes, options.Deterministic) = (1, 1, true);
        var view = TableRow.View(_ml, 20_000);
        using var streamed = _ml.Deep().BinaryClassification.Mlp("Label", options).Fit(view);
        options.MemoryBudgetMegabytes = 1024;
        using var cached = _ml.Deep().BinaryClassification.Mlp("Label", options).Fit(view);
        Assert.AreEqual(cached.Input.Size, streamed.Input.Size);
        CollectionAssert.AreEqual(((TableSpec)cached.Model.Features).Table.Texts[0].ToArray(), ((TableSpec)streamed.Model.Features).Table.Texts[0].ToArray());
    }

    [TestMethod]
    public void Training_goes_on_from_a_model_with_its_encoding()
    {
        using var first = Train(NumericEncoding.Quantile);
        var more = TableRow.View(_ml, 100, seed: 9);
        using var second = _ml.Deep().BinaryClassification.Mlp("Label", Options(NumericEncoding.Quantile)).Fit(more, first);
        Assert.AreSame(first.Model.Features, second.Model.Features);
    }

    [TestMethod]
    public void Averaged_weights_leave_the_encoding_as_it_was_learnt()
    {
        var options = Options(NumericEncoding.Quantile);
        (options.EmaDecay, options.MaxEpochs) = (0.99, 10);
        using var model = _ml.Deep().BinaryClassification.Mlp("Label", TableRow.Suiting, options).Fit(TableRow.View(_ml, 400));
        using var learnt = new TableStage(((TableSpec)model.Model.Features).Table);
        foreach (var (name, buffer) in learnt.named_buffers())
            Assert.IsTrue(buffer.eq(model.Model.Network.Input.get_buffer(name)!).all().item<bool>(), name);
    }

    [TestMethod]
    [DynamicData(nameof(Encodings))]
    public void The_checker_accepts_the_network(NumericEncoding encoding)
    {
        using var model = Train(encoding);
        Onnx.OnnxChecker.Check([NetworkOnnx.Export(model.Model, TaskSaving.Of(model.Model.Task))]);
    }

    private static MlpOptions Options(NumericEncoding encoding) =>
        new() { NumericEncoding = encoding, Bins = 8, MaxEpochs = 4, BatchSize = 32, Width = 32, MinCategoryCount = 3, LearningRate = 0.01, Seed = 1 };

    private DeepTransformer Train(NumericEncoding encoding) =>
        _ml.Deep().BinaryClassification.Mlp("Label", TableRow.Suiting, Options(encoding)).Fit(TableRow.View(_ml, 400));

    // Gaps everywhere, values beyond all that was seen, and ordinary rows.
    private static List<TableRow> Odd() =>
    [
        .. TableRow.Rows(40, seed: 5),
        new TableRow { Age = float.NaN, Sizes = [double.NaN, double.NaN, double.NaN], Marks = [false, false] },
        new TableRow { Age = float.PositiveInfinity, Count = long.MaxValue, Sizes = [-1e30, 1e30, 0], Marks = [true, true], Town = "never seen", Kind = 4 },
        new TableRow { Age = -1000, Count = -5, Sizes = [1, 2, 3], Marks = [true, false], Town = "Bonn", Day = DateTime.MaxValue, Moment = DateTimeOffset.UnixEpoch },
    ];

    private static TableRow With(string town, uint kind)
    {
        var row = TableRow.Rows(1, seed: 3)[0];
        (row.Town, row.Kind) = (town, kind);
        return row;
    }

    private static void Same(float[] expected, float[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (var i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], actual[i], 1e-5 * Math.Max(1, Math.Abs(expected[i])), $"row {i}");
    }

    private sealed class Scored
    {
        public float Score { get; set; }
    }
}
