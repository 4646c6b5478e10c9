using MLNetDeep.Architectures;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Vision;

/// <summary>ConvNeXt (tiny).</summary>
internal sealed class ConvNeXt : Architecture<ConvNeXtOptions, ImageShape>, IPretrainable
{
    private const int Stages = 4;

    public override string Key => "convnext";

    public override string DisplayName => "ConvNeXt";

    public string Head => "classifier.2";

    public IReadOnlyList<NameMap> Published(Module network) => [new("torchvision"), new("timm", TimmNames(network))];

    public IReadOnlyList<string[]> Parts(Module network) =>
    [
        ["features.0"], ["features.1"],
        .. Enumerable.Range(1, Stages - 1).Select(stage => new[] { $"features.{2 * stage}", $"features.{(2 * stage) + 1}" }),
        ["classifier"],
    ];

    protected override Module<Tensor, Tensor> Build(ConvNeXtOptions options, ImageShape input, OutputShape output) =>
        ConvNeXtModule.Create(options, input, output);

    protected override void Shrink(ConvNeXtOptions options) => (options.BaseChannels, options.BlocksPerStage, options.LearningRate) = (8, 1, 2e-3);

    private static Dictionary<string, string> TimmNames(Module network)
    {
        var names = new Dictionary<string, string>
        {
            ["stem.0"] = "features.0.0",
            ["stem.1"] = "features.0.1",
            ["head.norm"] = "classifier.0",
            ["head.fc"] = "classifier.2",
        };
        for (var stage = 0; stage < Stages; stage++)
        {
            names[$"stages.{stage}.downsample"] = $"features.{2 * stage}";
            var feature = $"features.{(2 * stage) + 1}";
            var blocks = network.named_parameters().Count(p => p.name.StartsWith(feature, StringComparison.Ordinal) && p.name.EndsWith(".layer_scale", StringComparison.Ordinal));
            for (var block = 0; block < blocks; block++) AddBlock(names, $"stages.{stage}.blocks.{block}", $"{feature}.{block}");
        }
        return names;
    }

    private static void AddBlock(Dictionary<string, string> names, string theirs, string ours)
    {
        names[$"{theirs}.gamma"] = $"{ours}.layer_scale";
        names[$"{theirs}.conv_dw"] = $"{ours}.block.0";
        names[$"{theirs}.norm"] = $"{ours}.block.2";
        names[$"{theirs}.mlp.fc1"] = $"{ours}.block.3";
        names[$"{theirs}.mlp.fc2"] = $"{ours}.block.5";
    }
}
