using MLNetDeep.Common;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Onnx.Importing;
using MLNetDeep.Onnx.Reading;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Onnx.Importing;

/// <summary>ONNX models become networks that compute the same.</summary>
[TestClass]
public sealed class ImportTests
{
    private const double Tolerance = 1e-4;

    public static IEnumerable<object[]> Layers => LayerCases.All.Select(layer => new object[] { layer.Name });

    public static IEnumerable<object[]> Networks => ArchitectureRegistry.All.Where(a => a.InputKind.Key is "image" or "text").Select(a => new object[] { a.Key });

    [TestMethod]
    [DynamicData(nameof(Layers))]
    public void A_layer_that_was_exported_is_imported(string name)
    {
        manual_seed(3);
        using var scope = NewDisposeScope();
        var (_, make, rowShape) = LayerCases.All.Single(layer => layer.Name == name);
        using var front = Linear(rowShape[^1], rowShape[^1]);
        using var layer = make();
        using var module = Sequential(("front", front), ("layer", layer));
        var rows = randn([5, .. rowShape]);
        var model = OnnxExporter.Export(module, rowShape);
        layer.eval();
        // One by one: TorchSharp's Sequential disposes of what Hardtanh gives back.
        Compare(layer.call(front.call(rows)), model, rows.reshape(5, -1));
    }

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void A_network_that_was_exported_is_imported(string key)
    {
        manual_seed(3);
        using var scope = NewDisposeScope();
        var architecture = ArchitectureRegistry.Get(key);
        var isText = architecture.InputKind.Key == "text";
        InputShape shape = isText ? new TextShape(40, 12) : new ImageShape(3, 32, 32);
        using var module = (Module<Tensor, Tensor>)architecture.Build(architecture.CreateSmallOptions(), shape, new OutputShape(3));
        Vision.Networks.Shake(module);
        if (!isText)
        {
            var pixels = randn(3, 3, 32, 32);
            var model = OnnxExporter.Export(module, [3, 32, 32]);
            module.eval();
            Compare(module.call(pixels), model, pixels.reshape(3, -1));
            return;
        }
        var tokens = cat([randint(1, 40, [3, 7], ScalarType.Int64), zeros(3, 2, ScalarType.Int64)], 1);
        var exported = OnnxExporter.Export(module, composer =>
        {
            var output = composer.Apply(module, new OnnxValue(composer.Graph.Input("input", OnnxElement.Int64, [-1]), [-1]));
            composer.Graph.AddNode("Identity", "", "output", [output.Name], ["output"]);
            composer.Graph.Output("output", OnnxElement.Float, output.Shape);
        });
        module.eval();
        Compare(module.call(tokens), exported, tokens);
    }

    [TestMethod]
    public void A_graph_is_the_same_after_it_was_kept()
    {
        manual_seed(3);
        using var scope = NewDisposeScope();
        using var module = Sequential(("conv", Conv2d(3, 4, 3)), ("norm", BatchNorm2d(4)), ("relu", ReLU()), ("flat", Flatten()), ("last", Linear(4 * 36, 2)));
        var imported = GraphImport.Run(OnnxReader.Read(OnnxExporter.Export(module, [3, 8, 8]), "model.onnx"), "output");
        var kept = NetworkGraph.FromBytes(imported.Graph.ToBytes());
        Assert.AreEqual(string.Join("\n", imported.Graph.Nodes.Select(node => $"{node.Title} {string.Join(",", node.Inputs)}")), string.Join("\n", kept.Nodes.Select(node => $"{node.Title} {string.Join(",", node.Inputs)}")));
        var rows = randn(2, 3 * 64);
        using var network = new GraphModule(kept, new ImportSettings());
        network.Load(imported.Weights);
        network.eval();
        module.eval();
        Assert.IsLessThanOrEqualTo(Tolerance, Difference(module.call(rows.reshape(2, 3, 8, 8)), network.Run(new Dictionary<string, Tensor> { ["input"] = rows })));
        CollectionAssert.IsSubsetOf(new[] { "Convolution", "Linear" }, network.Layers.Keys.ToArray());
    }

    [TestMethod]
    public void It_is_cut_before_the_last_layer()
    {
        using var module = Sequential(("first", Linear(6, 5)), ("tanh", Tanh()), ("last", Linear(5, 2)), ("softmax", Softmax(1)));
        var imported = GraphImport.Run(OnnxReader.Read(OnnxExporter.Export(module, [6]), "model.onnx"));
        Assert.AreEqual("Tanh", imported.Graph.Nodes.Single(node => node.Outputs.Contains(imported.Graph.Output)).Op);
    }

    [TestMethod]
    public void What_cannot_be_read_is_named()
    {
        using var module = Sequential(("first", Linear(6, 5)));
        var bytes = OnnxExporter.Export(module, [6]);
        var cut = Assert.ThrowsExactly<InvalidDataException>(() => OnnxReader.Read(bytes[..(bytes.Length / 2)], "some.onnx"));
        StringAssert.Contains(cut.Message, "'some.onnx'");
        StringAssert.Contains(cut.Message, "cut off");
        var none = Assert.ThrowsExactly<InvalidDataException>(() => OnnxReader.Read("This is no model."u8.ToArray(), "text.onnx"));
        StringAssert.Contains(none.Message, "'text.onnx'");
        var missing = Assert.ThrowsExactly<ArgumentException>(() => GraphImport.Run(OnnxReader.Read(bytes, "some.onnx"), "nothing"));
        StringAssert.Contains(missing.Message, "'nothing'");
    }

    [TestMethod]
    public void An_operator_that_is_not_offered_is_named_with_its_node()
    {
        var graph = new OnnxGraph();
        graph.Port("x", OnnxElement.Float, [2, 3]);
        graph.AddNode("Hardmax", "", "odd", ["x"], ["h"]);
        graph.AddNode("MatMul", "", "product", ["h", graph.Constant(OnnxTensor.Of(new float[12], 3, 4), "w")], ["y"]);
        graph.Output("y");
        var fault = Assert.ThrowsExactly<NotSupportedException>(() => GraphImport.Run(OnnxReader.Read(graph.ToModel("test", "odd"), "odd.onnx"), "y"));
        StringAssert.Contains(fault.Message, "'odd' (Hardmax)");
        StringAssert.Contains(fault.Message, "MatMul");
    }

    [TestMethod]
    public void A_model_without_weights_has_nothing_to_learn()
    {
        var graph = new OnnxGraph();
        graph.Port("x", OnnxElement.Float, [2, 3]);
        graph.AddNode("Relu", "", "only", ["x"], ["y"]);
        graph.Output("y");
        var fault = Assert.ThrowsExactly<InvalidDataException>(() => GraphImport.Run(OnnxReader.Read(graph.ToModel("test", "empty"), "empty.onnx")));
        StringAssert.Contains(fault.Message, "weights");
    }

    [TestMethod]
    public void Tensors_in_another_file_are_read_from_beside_the_model_alone()
    {
        var folder = Directory.CreateTempSubdirectory("mlnetdeep-").FullName;
        try
        {
            byte[] Model(string location) => new ProtoMessage().Add(1, 8L).Add(7, new ProtoMessage()
                .Add(1, new ProtoMessage().Add(1, "x").Add(1, "w").Add(2, "y").Add(3, "product").Add(4, "MatMul"))
                .Add(5, new ProtoMessage().Add(1, 2L).Add(1, 2L).Add(2, 1L).Add(8, "w").Add(13, Entry("location", location)).Add(13, Entry("offset", "4")).Add(13, Entry("length", "16")).Add(14, 1L))
                .Add(11, new ProtoMessage().Add(1, "x")).Add(12, new ProtoMessage().Add(1, "y")))
                .Add(8, new ProtoMessage().Add(2, 17L)).ToArray();
            static ProtoMessage Entry(string key, string value) => new ProtoMessage().Add(1, key).Add(2, value);
            var path = Path.Combine(folder, "model.onnx");
            File.WriteAllBytes(path, Model("weights.bin"));
            StringAssert.Contains(Assert.ThrowsExactly<FileNotFoundException>(() => OnnxReader.Read(path)).Message, "weights.bin");
            File.WriteAllBytes(Path.Combine(folder, "weights.bin"), [.. new byte[4], .. OnnxTensor.Bytes(new[] { 1f, 2f, 3f, 4f }).ToArray()]);
            CollectionAssert.AreEqual(new[] { 1f, 2f, 3f, 4f }, Tensors.ToFloats(TensorValues.ToTorch(OnnxReader.Read(path).Tensors["w"])));
            File.WriteAllBytes(path, Model("../weights.bin"));
            StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => OnnxReader.Read(path)).Message, "not beside the model");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public void Reals_of_16_bits_are_read()
    {
        var halves = new OnnxTensor(OnnxElement.Float16, [2], OnnxTensor.Bytes(new[] { (Half)1.5f, (Half)(-2f) }));
        CollectionAssert.AreEqual(new[] { 1.5f, -2f }, Tensors.ToFloats(TensorValues.ToTorch(halves)));
        var brains = new OnnxTensor(OnnxElement.BFloat16, [1], OnnxTensor.Bytes(new ushort[] { 0x3FC0 }));
        CollectionAssert.AreEqual(new[] { 1.5f }, Tensors.ToFloats(TensorValues.ToTorch(brains)));
    }

    private static void Compare(Tensor expected, byte[] model, Tensor input)
    {
        var imported = GraphImport.Run(OnnxReader.Read(model, "model.onnx"), "output");
        var (graph, _) = LegacySoftmax.Settle(imported, new Dictionary<string, Tensor> { ["input"] = input });
        using var network = new GraphModule(graph, new ImportSettings());
        network.Load(imported.Weights);
        network.eval();
        using var still = no_grad();
        Assert.IsLessThanOrEqualTo(Tolerance, Difference(expected, network.Run(new Dictionary<string, Tensor> { ["input"] = input })));
    }

    private static double Difference(Tensor expected, Tensor actual)
    {
        CollectionAssert.AreEqual(expected.shape, actual.shape);
        return Tensors.ToFloats(expected).Zip(Tensors.ToFloats(actual), (a, b) => Math.Abs((double)a - b) / Math.Max(1, Math.Abs((double)a))).Max();
    }
}
