using MLNetDeep.Onnx;
using MLNetDeep.Tests.Onnx;
using MLNetDeep.Tests.Support;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Vision;

/// <summary>The published networks, whole and for pictures of 224 × 224 pixels, answer in ONNX Runtime as they do here.</summary>
[TestClass]
public sealed class PublishedExportTests
{
    private static readonly ImageShape Shape = new(3, 224, 224);

    public TestContext TestContext { get; set; } = null!;

    public static IEnumerable<object[]> Names => ParameterCountTests.Names;

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Exported_network_answers_alike(string name)
    {
        Full.OrSkip();
        manual_seed(5);
        using var network = Networks.Build(ParameterCountTests.OptionsOf(name), Shape, 1000);
        network.eval();
        using var rows = randn([1, Shape.Channels, Shape.Height, Shape.Width]);
        using var answer = network.forward(rows);
        var scale = Math.Max(1, answer.abs().max().item<float>());
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.IsLessThanOrEqualTo(1e-4 * scale, OnnxRunner.Difference(network, [.. Shape.Dimensions], rows));
        OnnxChecker.Check([OnnxExporter.Export(network, [.. Shape.Dimensions])]);
        TestContext.WriteLine($"{name}: {clock.Elapsed.TotalSeconds:f1} s");
    }
}
