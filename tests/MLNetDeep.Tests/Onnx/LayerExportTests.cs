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
}
