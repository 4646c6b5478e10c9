using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNetDeep.Tests.Persistence;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Tasks;

/// <summary>No probability is exactly 0 or 1, and a handful of rows makes no network certain.</summary>
[TestClass]
public sealed class SureProbabilityTests
{
    private readonly MLContext _ml = new(1);
    private readonly List<string> _warnings = [];

    [TestInitialize]
    public void Listen() => _ml.Log += (_, e) => { if (e.Kind == ChannelMessageKind.Warning) _warnings.Add(e.Message); };

    [TestMethod]
    [DataRow(ScoringEngine.Torch)]
    [DataRow(ScoringEngine.Onnx)]
    public void However_sure_a_network_is(ScoringEngine engine)
    {
        var options = new TrainerOptions { MaxEpochs = 2, Seed = 1, Calibrate = false, ScoringEngine = engine };
        var rows = TaskRows.Create(200);
        foreach (var row in rows) row.Features = [row.Features[0] * 1e6f, row.Features[1]];
        var data = _ml.Transforms.Conversion.MapValueToKey("Kind").Fit(_ml.Data.LoadFromEnumerable(rows)).Transform(_ml.Data.LoadFromEnumerable(rows));
        var deep = _ml.Deep();
        var binary = Probabilities<float>(deep.BinaryClassification.FromModule("Flag", "Features", Certain, options), data, "Probability");
        var multiclass = Probabilities<float[]>(deep.MulticlassClassification.FromModule("Kind", "Features", Certain, options), data, "Score");
        Probabilities<float[]>(deep.MultiLabelClassification.FromModule("Flags", "Features", Certain, options), data, "Score");
        Assert.IsTrue(binary.Any(p => p[0] < 2e-7f) && binary.Any(p => p[0] > 1 - 4e-7f), "the network was to be certain");
        Assert.IsTrue(multiclass.All(p => Math.Abs(p.Sum() - 1) < 1e-6) && multiclass.Any(p => p.Min() < 2e-7f));
    }

    [TestMethod]
    public void Thirty_rows_make_no_network_certain()
    {
        var binary = Fit(30);
        var metrics = _ml.BinaryClassification.Evaluate(binary.Transform(Test()), nameof(FewRow.Flag));
        Assert.IsTrue(metrics.LogLoss < 2, $"{metrics.LogLoss}");
        Assert.AreEqual(0.8, metrics.Accuracy, 0.1);
        Assert.IsNull(binary.History.Calibration);
        Assert.IsTrue(_warnings.Any(w => w.Contains("Not calibrated: ", StringComparison.Ordinal) && w.Contains("fewer than 10", StringComparison.Ordinal)), string.Join('\n', _warnings));
        Assert.IsTrue(_warnings.Any(w => w.Contains("The validation loss, by which the best epoch is chosen", StringComparison.Ordinal)));

        var keyed = _ml.Transforms.Conversion.MapValueToKey("Kind").Append(_ml.Deep().MulticlassClassification.Mlp("Kind", ["X"], Options()));
        var scored = keyed.Fit(Rows(30)).Transform(Test());
        Assert.IsTrue(_ml.MulticlassClassification.Evaluate(scored, "Kind").LogLoss < 2);
        Assert.IsTrue(scored.GetColumn<float[]>("Score").All(s => s.All(p => p is > 0 and < 1)));
    }

    [TestMethod]
    [DataRow(5)]
    [DataRow(3)]
    [DataRow(2)]
    public void With_fewer_it_is_said_which_loss_decides(int count)
    {
        using var model = Fit(count);
        Assert.IsTrue(_warnings.Any(w => w.Contains($" {count} rows are too few to hold some out for validation (ValidationFraction is 0.1): the best epoch is chosen", StringComparison.Ordinal)), string.Join('\n', _warnings));
        Assert.IsTrue(_ml.BinaryClassification.Evaluate(model.Transform(Test()), nameof(FewRow.Flag)).LogLoss < 2);
    }

    [TestMethod]
    public void Many_validation_rows_are_calibrated_as_before()
    {
        using var model = Fit(400);
        Assert.IsNotNull(model.History.Calibration);
        Assert.IsEmpty(_warnings);
    }

    private static Module<Tensor, Tensor> Certain(ModuleContext context) => Sequential(new Times(), Linear(2, context.Output.Size));

    private List<float[]> Probabilities<T>(DeepTrainer trainer, IDataView data, string column)
    {
        using var folder = new Folder();
        using var model = trainer.Fit(data);
        var expected = Read<T>(model.Transform(data), column);
        _ml.Model.Save(model, data.Schema, folder.File("model.zip"));
        var saved = Read<T>(_ml.Model.LoadPlain(folder.File("model.zip"), out _).Transform(data), column);
        foreach (var (a, b) in expected.Zip(saved))
        {
            Assert.IsTrue(a.Concat(b).All(p => p is > 0 and < 1), $"{string.Join(' ', a)} and {string.Join(' ', b)}");
            foreach (var (p, q) in a.Zip(b)) Assert.AreEqual(p, q, 1e-4f);
        }
        return expected;
    }

    private static List<float[]> Read<T>(IDataView scored, string column) => [.. scored.GetColumn<T>(column).Select(value => value as float[] ?? [Convert.ToSingle(value)])];

    private static MlpOptions Options() => new() { MaxEpochs = 200, BatchSize = 16, LearningRate = 5e-3, Threads = 1, Seed = 1 };

    private DeepTransformer Fit(int count) => _ml.Deep().BinaryClassification.Mlp(nameof(FewRow.Flag), [nameof(FewRow.X)], Options()).Fit(Rows(count));

    private IDataView Rows(int count) => _ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new FewRow(i % 2 == 0 ? 0.1f + (i * 0.3f / count) : 0.6f + (i * 0.3f / count), i % 2 == 1)));

    // Every fifth contradicts the rule.
    private IDataView Test() => _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 50).Select(i => new FewRow(i / 50f, (i >= 25) != (i % 5 == 0))));

    private sealed record FewRow(float X, bool Flag)
    {
        public string Kind => Flag ? "yes" : "no";
    }

    private sealed class Times() : Module<Tensor, Tensor>(nameof(Times)), MLNetDeep.Onnx.IOnnxExportable
    {
        public override Tensor forward(Tensor input) => input * 1000;

        public MLNetDeep.Onnx.OnnxValue Export(MLNetDeep.Onnx.OnnxComposer composer, MLNetDeep.Onnx.OnnxValue input)
        {
            using var scale = tensor(1000f);
            return composer.Node("Mul", input.Shape, [input, composer.Constant(scale)]);
        }
    }
}
