using MLNetDeep.Architectures;
using MLNetDeep.Common;
using MLNetDeep.Persistence.Pretrained;
using MLNetDeep.Tests.Support;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Vision.Pretrained;

/// <summary>Published weights, with torchvision's names and with timm's, make the network that PyTorch makes of them.</summary>
[TestClass]
public sealed class PretrainedTests
{
    private const int Classes = 5;
    private static readonly PythonReference Reference = new("pretrained-reference.py");
    private static readonly ImageShape Shape = new(3, 64, 48);

    private static readonly Dictionary<string, Func<ImageTrainerOptions>> Options = new()
    {
        ["resnet-18"] = () => new ResNetOptions { BaseChannels = 8 },
        ["resnet-50"] = () => new ResNetOptions { BaseChannels = 8, Depth = 50 },
        ["mobilenetv3-torchvision"] = () => new MobileNetV3Options { WidthMultiplier = 0.35 },
        ["mobilenetv3-timm"] = () => new MobileNetV3Options { WidthMultiplier = 0.35 },
        ["convnext-torchvision"] = () => new ConvNeXtOptions { BaseChannels = 8, BlocksPerStage = 1 },
        ["convnext-timm"] = () => new ConvNeXtOptions { BaseChannels = 8, BlocksPerStage = 1 },
        ["vit-torchvision"] = () => new ViTOptions { Width = 32, Layers = 2, Heads = 2 },
        ["vit-timm"] = () => new ViTOptions { Width = 32, Layers = 2, Heads = 2 },
    };

    public static IEnumerable<object[]> Names => Options.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Loaded_weights_answer_as_PyTorch_does(string name)
    {
        using var network = Loaded(name, Shape, Classes, out var said);
        var (input, output) = Reference.Answer(name);
        using (input)
        using (output)
        using (no_grad())
        using (var actual = network.forward(input))
        {
            var difference = actual.sub(output).abs().max().item<float>();
            Assert.IsLessThanOrEqualTo(1e-4f, difference, said);
            Assert.IsGreaterThan(0.01f, output.std().item<float>(), "the answers say nothing");
        }
        if (name.Contains('-') && !name.StartsWith("resnet", StringComparison.Ordinal)) StringAssert.Contains(said, name.Split('-')[1]);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Another_number_of_classes_gets_a_new_head_and_the_rest_of_the_weights(string name)
    {
        using var full = Loaded(name, Shape, Classes, out _);
        using var network = Loaded(name, Shape, 3, out var said);
        StringAssert.Contains(said, "the last layer starts anew");
        var (ours, theirs) = (network.state_dict(), full.state_dict());
        string[] others = [.. ours.Where(p => !Same(p.Value, theirs[p.Key])).Select(p => p.Key)];
        Assert.HasCount(2, others, string.Join(", ", others));
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Grey_pictures_see_the_sum_of_the_colours(string name)
    {
        using var grey = Loaded(name, Shape with { Channels = 1 }, Classes, out _);
        using var colour = Loaded(name, Shape, Classes, out _);
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var pictures = randn(2, 1, Shape.Height, Shape.Width);
        Assert.IsLessThanOrEqualTo(1e-4f, grey.forward(pictures).sub(colour.forward(pictures.expand(2, 3, Shape.Height, Shape.Width))).abs().max().item<float>());
    }

    [TestMethod]
    public void Weights_of_another_network_are_refused()
    {
        using var network = Networks.Build(new ResNetOptions { BaseChannels = 8, Depth = 34 }, new ImageShape(3, 100, 100), Classes);
        var kind = (IPretrainable)ArchitectureRegistry.Get("resnet");
        var weights = Reference.Weights("resnet-18");
        var fault = Assert.ThrowsExactly<InvalidDataException>(() => PretrainedWeights.Load(network, kind, weights));
        StringAssert.Contains(fault.Message, "'layer1.2.conv1.weight' is missing");
        StringAssert.Contains(fault.Message, "more.");
    }

    [TestMethod]
    public void A_missing_file_is_named()
    {
        using var network = Networks.Build(new ResNetOptions { BaseChannels = 4 }, Shape, Classes);
        var kind = (IPretrainable)ArchitectureRegistry.Get("resnet");
        var fault = Assert.ThrowsExactly<FileNotFoundException>(() => PretrainedWeights.Load(network, kind, "nowhere.safetensors"));
        StringAssert.Contains(fault.Message, "nowhere.safetensors");
    }

    private static Module<Tensor, Tensor> Loaded(string name, ImageShape shape, int classes, out string said)
    {
        var options = Options[name]();
        options.PretrainedWeights = Reference.Weights(name);
        var network = Networks.Build(options, shape, classes);
        var kind = (IPretrainable)ArchitectureRegistry.All.Single(a => a.OptionsType == options.GetType());
        said = PretrainedWeights.Load(network, kind, options.PretrainedWeights);
        network.eval();
        return network;
    }

    private static bool Same(Tensor left, Tensor right) =>
        left.shape.SequenceEqual(right.shape) && Tensors.ToFloats(left).AsSpan().SequenceEqual(Tensors.ToFloats(right));
}
