using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Tests.Persistence;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Tasks;

/// <summary>A model trains further on other rows from where it was.</summary>
[TestClass]
public sealed class ContinuationTests
{
    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void TrainingGoesOnFromTheLossThatWasReached()
    {
        var rows = Kinds("left", "right");
        var trainer = Kind(rows, out var view);
        using var first = trainer.Fit(view);
        var before = Weights(first);
        using var second = trainer.Fit(view, first);
        double start = first.History.Epochs[0].Metrics["Loss"], end = first.History.Epochs[^1].Metrics["Loss"];
        Assert.IsLessThan(end + (0.1 * (start - end)), second.History.Epochs[0].Metrics["Loss"]);
        CollectionAssert.AreEqual(before, Weights(first), "the previous model was changed");
        CollectionAssert.AreNotEqual(before, Weights(second));
        Assert.IsNotNull(second.History.Calibration);
    }

    [TestMethod]
    public void RegressionKeepsItsUnitsThoughOtherRowsHaveOthers()
    {
        var trainer = Module(_ml.Deep().Regression, "Value", new TrainerOptions { MaxEpochs = 15, LearningRate = 1e-2, Seed = 1 });
        using var first = trainer.Fit(_ml.Data.LoadFromEnumerable(TaskRows.Create(300)));
        var few = TaskRows.Create(60, seed: 2).Where(row => row.Value > 1000).ToList();
        var options = new TrainerOptions { MaxEpochs = 1, LearningRate = 1e-7, Seed = 1 };
        using var second = Module(_ml.Deep().Regression, "Value", options).Fit(_ml.Data.LoadFromEnumerable(few), first);
        var (expected, actual) = (Weights(first), Weights(second));
        for (var i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], actual[i], 1e-4f + (1e-4f * Math.Abs(expected[i])));
    }

    [TestMethod]
    public void TheTemperatureIsFoundAnewOfTheLogitsThemselves()
    {
        var options = TaskRows.Quick;
        var view = _ml.Data.LoadFromEnumerable(TaskRows.Create(300));
        using var first = Module(_ml.Deep().BinaryClassification, "Flag", options).Fit(view);
        options.LearningRate = 1e-9;
        (options.MaxEpochs, options.WeightDecay) = (1, 0);
        using var second = Module(_ml.Deep().BinaryClassification, "Flag", options).Fit(view, first);
        Assert.AreEqual(first.History.Calibration!.Temperature, second.History.Calibration!.Temperature, 1e-3);
        Assert.AreEqual(first.History.Calibration.LossBefore, second.History.Calibration.LossBefore, 1e-4);
    }

    [TestMethod]
    public void ClassesInAnotherOrderAreMatchedByName()
    {
        var trainer = Kind(Kinds("left", "right"), out var view);
        using var first = trainer.Fit(view);
        Kind([.. Kinds("left", "right").OrderByDescending(r => r.Kind)], out var turned);
        CollectionAssert.AreNotEqual(Names(view), Names(turned), "the test needs two orders");
        using var second = trainer.Fit(turned, first);
        CollectionAssert.AreEqual(first.Classes.ToArray(), second.Classes.ToArray());
        Assert.IsGreaterThan(0.9, second.History.Epochs[0].Metrics["Accuracy"]);
    }

    [TestMethod]
    public void ClassesThatAreMissingNowAreNoFault()
    {
        var trainer = Kind(Kinds("left", "right", "middle"), out var view);
        using var first = trainer.Fit(view);
        Kind(Kinds("left", "right"), out var fewer);
        using var second = trainer.Fit(fewer, first);
        Assert.HasCount(3, second.Classes);
    }

    [TestMethod]
    public void NewClassesAreRefusedByName()
    {
        var trainer = Kind(Kinds("left", "right"), out var view);
        using var first = trainer.Fit(view);
        Kind(Kinds("left", "right", "middle", "far"), out var more);
        var error = Assert.ThrowsExactly<ArgumentException>(() => trainer.Fit(more, first));
        Assert.AreEqual("Label column 'Key' has classes that the network does not know: 'middle', 'far'. It knows left, right; "
            + "a network for more must be trained anew.", error.Message);
    }

    [TestMethod]
    public void AnotherNetworkTaskOrColumnIsRefusedByWhatDiffers()
    {
        var view = _ml.Data.LoadFromEnumerable(TaskRows.Create(100));
        var options = TaskRows.Quick;
        options.MaxEpochs = 1;
        using var first = Module(_ml.Deep().BinaryClassification, "Flag", options).Fit(view);
        string Refusal(DeepTrainer trainer) => Assert.ThrowsExactly<ArgumentException>(() => trainer.Fit(view, first)).Message;

        StringAssert.Contains(Refusal(Module(_ml.Deep().Regression, "Value", options)), "its task is binary, not regression.");
        var pictures = new CnnOptions { Channels = 1, ImageHeight = 1, ImageWidth = 2 };
        StringAssert.Contains(Refusal(_ml.Deep().Regression.Cnn("Value", "Features", pictures)), "its architecture is module, not cnn; its task is");
        StringAssert.Contains(Refusal(_ml.Deep().BinaryClassification.FromModule("Flag", "Values", TaskRows.Network, options)),
            "its feature column is 'Features', not 'Values'.");
        StringAssert.Contains(Refusal(_ml.Deep().BinaryClassification.FromModule("Flag", "Features", c => nn.Linear(c.Input.Size, 1), options)),
            "it has 'body.first.weight'");
        StringAssert.Contains(Refusal(_ml.Deep().BinaryClassification.FromModule("Flag", "Features",
            c => nn.Sequential(("first", nn.Linear(2, 8)), ("relu", nn.ReLU()), ("second", nn.Linear(8, 1))), options)),
            "its 'body.first.weight' is [16, 2], not [8, 2]");
    }

    [TestMethod]
    public void PicturesOfAnotherStatedSizeAreRefused()
    {
        var view = _ml.Data.LoadFromEnumerable(TaskRows.Create(40));
        CnnOptions Options(int height, int width) => new()
        { Channels = 1, ImageHeight = height, ImageWidth = width, MaxEpochs = 1, Blocks = 1, BaseChannels = 8, KernelSize = 1, Pooling = CnnPooling.Average };
        using var first = _ml.Deep().BinaryClassification.Cnn("Flag", "Features", Options(2, 1)).Fit(view);
        var error = Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().BinaryClassification.Cnn("Flag", "Features", Options(1, 2)).Fit(view, first));
        StringAssert.Contains(error.Message, "its input is 1×2×1 pixels, not what Channels (1), ImageHeight (1) and ImageWidth (2) say");
    }

    [TestMethod]
    public void ASavedModelGoesOnLikeOneThatWasNot()
    {
        using var folder = new Folder();
        var trainer = Kind(Kinds("left", "right"), out var view);
        using var first = trainer.Fit(view);
        _ml.Deep().Model.Save(first, view.Schema, folder.File("model.zip"));
        using var loaded = (DeepTransformer)_ml.Deep().Model.Load(folder.File("model.zip"), out _, TaskRows.Network).Single();
        using DeepTransformer expected = trainer.Fit(view, first), actual = trainer.Fit(view, loaded);
        CollectionAssert.AreEqual(Weights(expected), Weights(actual));
    }

    private static DeepTrainer Module(DeepTaskCatalog catalog, string label, TrainerOptions options) =>
        catalog.FromModule(label, "Features", TaskRows.Network, options);

    private DeepTrainer Kind(IEnumerable<TaskRow> rows, out IDataView view)
    {
        var raw = _ml.Data.LoadFromEnumerable(rows);
        view = _ml.Transforms.Conversion.MapValueToKey("Key", "Kind").Fit(raw).Transform(raw);
        return Module(_ml.Deep().MulticlassClassification, "Key", TaskRows.Quick);
    }

    private static List<TaskRow> Kinds(params string[] names)
    {
        var rows = TaskRows.Create(300);
        foreach (var row in rows) row.Kind = names[(int)((row.Features[0] + 1) / 2.001f * names.Length)];
        return [.. rows.OrderBy(row => Array.IndexOf(names, row.Kind))];
    }

    private static string[] Names(IDataView view)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        view.Schema["Key"].GetKeyValues(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    private static float[] Weights(DeepTransformer model) =>
        [.. model.Module.state_dict().Values.Where(t => t.is_floating_point()).SelectMany(MLNetDeep.Common.Tensors.ToFloats)];
}
