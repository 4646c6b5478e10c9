using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Common;
using MLNetDeep.Onnx.Importing;
using MLNetDeep.Onnx.Reading;
using MLNetDeep.Pretraining;
using static TorchSharp.torch;

namespace MLNetDeep.PretrainedTests;

/// <summary>The models that NuGet packages carry, against ONNX Runtime.</summary>
[TestClass]
public sealed class PackagedModelTests
{
    private const double Tolerance = 1e-4;

    [TestMethod]
    [DataRow("minilm")]
    [DataRow("arcticxs")]
    public void A_model_of_texts_gives_what_ONNX_Runtime_gives(string key)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var file = PretrainedPackages.Find(key, "Model").Model;
        var (ids, mask) = (randint(1000, 20_000, [3, 11], ScalarType.Int64), ones(3, 11, ScalarType.Int64));
        mask.narrow(0, 1, 1).narrow(1, 6, 5).zero_();
        var inputs = new Dictionary<string, Tensor> { ["input_ids"] = ids, ["attention_mask"] = mask, ["token_type_ids"] = zeros_like(ids) };
        var imported = GraphImport.Run(OnnxReader.Read(file));
        var (graph, shape) = LegacySoftmax.Settle(imported, inputs);
        CollectionAssert.AreEqual(new long[] { 3, 11, 384 }, shape);
        using var network = new GraphModule(graph, new ImportSettings());
        network.Load(imported.Weights);
        network.eval();
        using var session = new InferenceSession(file);
        using var run = new RunOptions();
        using var expected = session.Run(run, [.. inputs.Keys], [.. inputs.Values.Select(value => OrtValue.CreateTensorValueFromMemory(value.data<long>().ToArray(), value.shape))], [session.OutputNames[0]]);
        Compare(expected[0], network.Run(inputs));
        Assert.AreEqual("Attention 6, Gelu 6, LayerNorm 13, Linear 36", string.Join(", ", network.Layers.Where(layer => layer.Key is "Attention" or "Gelu" or "LayerNorm" or "Linear").OrderBy(layer => layer.Key).Select(layer => $"{layer.Key} {layer.Value}")));
        Assert.AreEqual("embeddings", network.Parts[0][0]);
        Assert.AreEqual("encoder.layer.5", network.Parts[^1][0]);
    }

    [TestMethod]
    public void A_model_of_images_gives_what_ONNX_Runtime_gives()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var file = PretrainedPackages.Find("resnet18", "Model").Model;
        var imported = GraphImport.Run(OnnxReader.Read(file));
        var pixels = randn(2, 3, 224, 224).mul(50);
        var inputs = new Dictionary<string, Tensor> { [imported.Graph.Inputs[0].Name] = pixels };
        using var network = new GraphModule(imported.Graph, new ImportSettings());
        network.Load(imported.Weights);
        network.eval();
        using var session = new InferenceSession(file);
        using var run = new RunOptions();
        for (var row = 0; row < 2; row++)
        {
            // The file is for one row at a time.
            var one = pixels.narrow(0, row, 1);
            using var expected = session.Run(run, [.. inputs.Keys], [OrtValue.CreateTensorValueFromMemory(Tensors.ToFloats(one), one.shape)], [session.OutputNames[0]]);
            Compare(expected[0], network.Run(inputs).narrow(0, row, 1));
        }
    }

    private static void Compare(OrtValue expected, Tensor actual)
    {
        CollectionAssert.AreEqual(expected.GetTensorTypeAndShape().Shape, actual.shape);
        var difference = expected.GetTensorDataAsSpan<float>().ToArray().Zip(Tensors.ToFloats(actual), (a, b) => Math.Abs((double)a - b) / Math.Max(1, Math.Abs((double)a))).Max();
        Assert.IsLessThanOrEqualTo(Tolerance, difference);
    }
}
