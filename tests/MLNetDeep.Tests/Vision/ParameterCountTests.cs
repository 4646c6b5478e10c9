namespace MLNetDeep.Tests.Vision;

/// <summary>Networks for 1000 classes and colour pictures of 224 × 224 pixels have as many parameters as the published ones.</summary>
[TestClass]
public sealed class ParameterCountTests
{
    private static readonly Dictionary<string, (Func<TrainerOptions> Options, long Count)> Published = new()
    {
        ["ResNet-18"] = (() => new ResNetOptions(), 11_689_512),
        ["ResNet-34"] = (() => new ResNetOptions { Depth = 34 }, 21_797_672),
        ["ResNet-50"] = (() => new ResNetOptions { Depth = 50 }, 25_557_032),
        ["MobileNetV3-large"] = (() => new MobileNetV3Options(), 5_483_032),
        ["ConvNeXt-tiny"] = (() => new ConvNeXtOptions(), 28_589_128),
        ["ViT-Ti/16"] = (() => new ViTOptions(), 5_717_416),
        ["ViT-S/16"] = (() => new ViTOptions { Size = ViTSize.Small }, 22_050_664),
        ["ViT-B/16"] = (() => new ViTOptions { Size = ViTSize.Base }, 86_567_656),
    };

    public static IEnumerable<object[]> Names => Published.Keys.Select(name => new object[] { name });

    public static TrainerOptions OptionsOf(string name) => Published[name].Options();

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void The_count_is_the_published_one(string name)
    {
        using var network = Networks.Build(OptionsOf(name), new ImageShape(3, 224, 224), 1000);
        Assert.AreEqual(Published[name].Count, network.parameters().Sum(p => p.numel()));
    }
}
