using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using MLNetDeep.Persistence;
using MLNetDeep.Testing;
using MLNetDeep.Tests.Support;
using MLNetDeep.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Training;

/// <summary>What cannot end well is refused, or said, before the first epoch.</summary>
[TestClass]
public sealed class BeforeTrainingTests
{
    private const int Width = 16;
    private readonly MLContext _ml = new(1);
    private readonly List<string> _warnings = [];
    private int _epochs;

    [TestInitialize]
    public void Listen() => _ml.Log += (_, e) => { if (e.Kind == ChannelMessageKind.Warning) _warnings.Add(e.Message); };

    [TestMethod]
    public void A_module_without_an_export_is_trained_with_a_warning_before_the_first_epoch()
    {
        var options = Options();
        var told = -1;
        options.OnEpoch = _ => told = told < 0 ? _warnings.Count : told;
        using var model = _ml.Deep().MulticlassClassification.FromModule("Label", "Features", context => Sequential(new Odd(), Linear(Width, context.Output.Size)), options).Fit(Data(40));
        Assert.AreEqual(1, told);
        StringAssert.Contains(_warnings[0], "saving it will fail: The layer 'body.0' ");
        Assert.HasCount(40, model.Transform(Data(40)).GetColumn<float[]>("Score").ToArray());
    }

    [TestMethod]
    public void An_export_that_answers_otherwise_is_told_before_the_first_epoch()
    {
        using var model = _ml.Deep().MulticlassClassification.FromModule("Label", "Features", context => Sequential(new Wrong(), Linear(Width, context.Output.Size)), Options()).Fit(Data(40));
        StringAssert.Contains(_warnings.Single(), "answers otherwise");
    }

    [TestMethod]
    public void Labels_that_cannot_be_saved_are_told_before_the_first_epoch()
    {
        var rows = Enumerable.Range(0, 40).Select(i => new DayRow { Label = new DateTime(2020, 1, 1 + (i % 2)), Features = new float[Width] }).ToList();
        rows.ForEach(row => row.Features[3] = row.Label.Day);
        using var model = _ml.Deep().MulticlassClassification.Mlp("Label", ["Features"], new MlpOptions { MaxEpochs = 1, Width = 16, Seed = 1 }).Fit(_ml.Keyed(rows));
        StringAssert.Contains(string.Join('\n', _warnings), "Labels of type DateTime cannot be saved");
    }

    [TestMethod]
    public void A_network_of_ours_that_cannot_be_saved_is_not_trained()
    {
        using var model = _ml.Deep().MulticlassClassification.Cnn("Label", "Features", new CnnOptions { MaxEpochs = 1, BaseChannels = 4, Seed = 1 }).Fit(Data(40));
        using var broken = new DeepNetwork(new StandardStage(new TableShape(Width)), Sequential(new Odd(), Linear(Width, 2)), OutputStage.Neutral(2));
        var log = new Heard();
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => SavingTrial.Run(model.Model with { Network = broken }, log));
        StringAssert.StartsWith(error.Message, "Nothing was trained, because the model could not be saved afterwards: The layer 'body.0' ");
        SavingTrial.Run(model.Model, log);
        Assert.AreEqual(0, log.Warnings);
    }

    [TestMethod]
    public void Trying_to_save_leaves_neither_tensors_nor_other_random_numbers()
    {
        using var model = _ml.Deep().MulticlassClassification.Cnn("Label", "Features", new CnnOptions { MaxEpochs = 1, BaseChannels = 4, Seed = 1 }).Fit(Data(40));
        SavingTrial.Run(model.Model, new Heard());
        var before = LiveTensors.Count();
        manual_seed(5);
        var expected = rand(1).item<float>();
        manual_seed(5);
        SavingTrial.Run(model.Model, new Heard());
        Assert.AreEqual(expected, rand(1).item<float>());
        Assert.AreEqual(before, LiveTensors.Count());
    }

    [TestMethod]
    [DataRow("resnet", "'body.bn1'")]
    [DataRow("mobilenetv3", "'body.")]
    [DataRow("cnn", "'body.")]
    [DataRow("tableresnet", "'body.")]
    public void Batch_normalization_needs_two_rows(string architecture, string first)
    {
        var known = ArchitectureRegistry.Get(architecture);
        var options = (TrainerOptions)Activator.CreateInstance(known.OptionsType)!;
        (options.BatchSize, options.OnEpoch) = (1, _ => _epochs++);
        var error = Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().MulticlassClassification.FromArchitecture(known, "Label", ["Features"], options).Fit(Data(8)));
        StringAssert.StartsWith(error.Message, $"BatchSize must be at least 2, but was 1: the network has batch normalization ({first}");
        Assert.AreEqual(0, _epochs);
    }

    [TestMethod]
    public void One_row_at_a_time_suits_networks_without_batch_normalization()
    {
        var options = new MlpOptions { MaxEpochs = 2, Width = 16, BatchSize = 1, Seed = 1 };
        using var model = _ml.Deep().MulticlassClassification.Mlp("Label", ["Features"], options).Fit(Data(20));
        Assert.IsTrue(model.History.Epochs.All(e => double.IsFinite(e.Metrics["Loss"])));
    }

    [TestMethod]
    public void A_last_batch_of_one_row_is_fine()
    {
        foreach (var trainer in new IEstimator<DeepTransformer>[]
        {
            _ml.Deep().MulticlassClassification.ResNet("Label", "Features", new ResNetOptions { MaxEpochs = 1, BatchSize = 16, ValidationFraction = 0, Seed = 1 }),
            _ml.Deep().MulticlassClassification.FromModule("Label", "Features", Normalized, Options()),
        })
        {
            using var model = trainer.Fit(Data(17));
            Assert.IsTrue(model.Transform(Data(17)).GetColumn<float[]>("Score").All(s => s.All(float.IsFinite)));
        }
    }

    private static Module<Tensor, Tensor> Normalized(ModuleContext context) =>
        Sequential(Linear(Width, 8), BatchNorm1d(8), ReLU(), Linear(8, context.Output.Size));

    private static TrainerOptions Options() => new() { MaxEpochs = 2, BatchSize = 16, ValidationFraction = 0, Seed = 1 };

    private IDataView Data(int count) => _ml.Pixels(Width, Enumerable.Range(0, count).Select(i => new PixelRow
    {
        Label = $"kind {i % 2}",
        Features = [.. Enumerable.Range(0, Width).Select(p => (float)((p * (i % 2 + 1) + i) % 7))],
    }));

    private sealed class DayRow
    {
        public DateTime Label { get; set; }

        [VectorType(Width)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Heard : ITrainingLog
    {
        public int Warnings { get; private set; }

        public void Info(string message)
        {
        }

        public void Warning(string message) => Warnings++;

        public void Epoch(EpochResult result, int maxEpochs)
        {
        }
    }

    private sealed class Odd() : Module<Tensor, Tensor>(nameof(Odd))
    {
        public override Tensor forward(Tensor input) => input.square();
    }

    private sealed class Wrong() : Module<Tensor, Tensor>(nameof(Wrong)), IOnnxExportable
    {
        public override Tensor forward(Tensor input) => input * 2;

        public OnnxValue Export(OnnxComposer composer, OnnxValue input) => composer.Multiply(input, input);
    }
}
