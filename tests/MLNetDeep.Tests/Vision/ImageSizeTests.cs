using MLNetDeep.Onnx;
using MLNetDeep.Tests.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Vision;

/// <summary>Every image architecture takes pictures of any size, and answers in ONNX Runtime as it does here.</summary>
[TestClass]
public sealed class ImageSizeTests
{
    private static readonly ImageShape[] Shapes = [new(1, 2, 3), new(1, 8, 8), new(3, 15, 9), new(3, 32, 37), new(1, 97, 100)];

    private static readonly Dictionary<string, Func<TrainerOptions>> Others = new()
    {
        ["resnet, depth 50"] = () => new ResNetOptions { Depth = 50, BaseChannels = 4 },
        ["vit, base"] = () => new ViTOptions { Layers = 1, Width = 48, Heads = 3, Dropout = 0.1 },
        ["resnet, standard stem"] = () => new ResNetOptions { BaseChannels = 4, Stem = ImageStem.Standard },
    };

    public static IEnumerable<object[]> Cases =>
        from name in Networks.Kinds.Select(kind => kind.Key).Concat(Others.Keys)
        from shape in Shapes
        select new object[] { name, shape.Channels, shape.Height, shape.Width };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Any_size_is_taken_and_exported(string name, int channels, int height, int width)
    {
        manual_seed(5);
        using var network = Networks.Build(Options(name), new ImageShape(channels, height, width), 4);
        Networks.Shake(network);
        using var rows = randn([3, channels, height, width]);
        network.eval();
        using var answer = network.forward(rows);
        var scale = Math.Max(1, answer.abs().max().item<float>());
        Assert.IsLessThanOrEqualTo(1e-4 * scale, OnnxRunner.Difference(network, [channels, height, width], rows));
    }

    [TestMethod]
    public void The_checker_accepts_every_network()
    {
        OnnxChecker.Check(Networks.Kinds.Select(kind => kind.Key).Concat(Others.Keys).Select(name =>
        {
            using var network = Networks.Build(Options(name), new ImageShape(3, 32, 32), 4);
            return OnnxExporter.Export(network, [3, 32, 32]);
        }).ToList());
    }

    [TestMethod]
    [DataRow(64, 3)]
    [DataRow(65, 7)]
    public void Small_pictures_get_a_small_stem(int side, int kernel)
    {
        using var network = Networks.Build(new ResNetOptions { BaseChannels = 4 }, new ImageShape(3, side, 100), 4);
        Assert.AreEqual(kernel, network.state_dict()["conv1.weight"].shape[2]);
    }

    private static TrainerOptions Options(string name) =>
        Others.TryGetValue(name, out var options) ? options() : ArchitectureRegistry.Get(name).CreateSmallOptions();
}
