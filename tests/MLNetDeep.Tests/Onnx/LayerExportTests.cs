using MLNetDeep.Common;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Layers;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Onnx;

/// <summary>Every layer that can be exported answers in ONNX Runtime as it does in TorchSharp.</summary>
[TestClass]
public sealed class LayerExportTests
{
    private const double Tolerance = 1e-5;

    public static IEnumerable<object[]> Names => LayerCases.All.Select(layer => new object[] { layer.Name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Exported_layer_answers_alike(string name)
    {
        manual_seed(3);
        var (_, make, rowShape) = LayerCases.All.Single(layer => layer.Name == name);
        using var module = make();
        Assert.IsLessThanOrEqualTo(Tolerance, OnnxRunner.Difference(module, rowShape));
    }

    /// <summary>Thresholds and overflows show there.</summary>
    [TestMethod]
    public void Activations_answer_alike_far_from_zero()
    {
        foreach (var (name, make, rowShape) in LayerCases.Activations())
        {
            using var module = make();
            using var rows = linspace(-100, 100, 5 * rowShape.Aggregate(1L, (product, dim) => product * dim)).reshape([5, .. rowShape]);
            Assert.IsLessThanOrEqualTo(Tolerance, OnnxRunner.Difference(module, rowShape, rows), name);
        }
    }

    [TestMethod]
    public void Every_layer_of_the_table_has_a_case()
    {
        var made = LayerCases.All.Select(layer =>
        {
            using var module = layer.Make();
            return module.GetType();
        }).ToHashSet();
        made.Add(typeof(TorchSharp.Modules.Embedding));
        string[] missing = [.. LayerTable.Types.Where(type => !made.Contains(type)).Select(type => type.Name)];
        Assert.IsEmpty(missing, string.Join(", ", missing));
    }

    [TestMethod]
    public void Embedding_answers_alike()
    {
        using var module = nn.Sequential(nn.Embedding(10, 4), nn.Flatten());
        using var rows = randint(0, 10, [5, 3], dtype: ScalarType.Int64);
        using var expected = module.forward(rows);
        byte[] model = OnnxExporter.Export(module, [3]);
        float[] actual = OnnxRunner.Score(model, Tensors.ToFloats(rows), 5);
        CollectionAssert.AreEqual(Tensors.ToFloats(expected), actual);
    }

    [TestMethod]
    public void An_embedding_with_a_cap_is_refused_and_left_as_it_was()
    {
        using var module = nn.Embedding(10, 4, max_norm: 0.1);
        using var weight = module.weight!;
        float[] before = Tensors.ToFloats(weight);
        Refused(module, [3], "max_norm");
        CollectionAssert.AreEqual(before, Tensors.ToFloats(weight));
    }

    [TestMethod]
    public void A_cap_that_no_row_reaches_changes_nothing()
    {
        using var module = nn.Embedding(10, 4, max_norm: 100);
        Assert.IsNotEmpty(OnnxExporter.Export(module, [3]));
    }

    [TestMethod]
    public void Circular_padding_is_refused()
    {
        using var module = nn.Conv2d(1, 2, 3, padding: 1, padding_mode: TorchSharp.PaddingModes.Circular);
        Refused(module, [1, 8, 8], "circular");
    }

    [TestMethod]
    public void Maxima_of_windows_that_are_not_alike_are_refused()
    {
        using var module = nn.AdaptiveMaxPool2d([4, 5]);
        Refused(module, [1, 8, 8], "windows");
    }

    [TestMethod]
    public void Batch_normalisation_without_statistics_is_refused()
    {
        using var module = nn.BatchNorm1d(4, track_running_stats: false);
        Refused(module, [4], "statistics");
    }

    [TestMethod]
    public void The_checker_accepts_every_layer()
    {
        OnnxChecker.Check(LayerCases.All.Select(layer =>
        {
            using var module = layer.Make();
            return OnnxExporter.Export(module, layer.RowShape);
        }).ToList());
    }

    [TestMethod]
    public void Export_leaves_the_module_as_it_was()
    {
        using var module = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.Dropout());
        module.train();
        float[] before = [.. module.state_dict().Values.SelectMany(Tensors.ToFloats)];
        OnnxExporter.Export(module, [1, 8, 8]);
        Assert.IsTrue(module.training);
        CollectionAssert.AreEqual(before, module.state_dict().Values.SelectMany(Tensors.ToFloats).ToArray());
    }

    private static void Refused(nn.Module<Tensor, Tensor> module, long[] rowShape, string reason)
    {
        var fault = Assert.ThrowsExactly<OnnxExportException>(() => OnnxExporter.Export(module, rowShape));
        StringAssert.Contains(fault.Message, reason);
    }
}
