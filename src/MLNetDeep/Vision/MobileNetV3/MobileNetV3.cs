using MLNetDeep.Architectures;
using MLNetDeep.Common;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Vision;

/// <summary>MobileNetV3 (large).</summary>
internal sealed class MobileNetV3 : Architecture<MobileNetV3Options, ImageShape>, IPretrainable
{
    // Blocks in each of timm's stages.
    private static readonly int[] Stages = [1, 2, 3, 4, 2, 3];

    // What timm's networks add to a variance.
    private const double TimmEpsilon = 1e-5;
    private const string Timm = "timm";

    public override string Key => "mobilenetv3";

    public override string DisplayName => "MobileNetV3";

    // Convolutions of one channel each take longer in 16 bits.
    internal override bool GainsFromBFloat16 => false;

    public string Head => "classifier.3";

    public IReadOnlyList<NameMap> Published(Module network) => [new("torchvision"), new(Timm, TimmNames(network))];

    public IReadOnlyList<string[]> Parts(Module network) =>
        [.. Enumerable.Range(0, Stages.Sum() + 2).Select(i => new[] { $"features.{i}" }), ["classifier"]];

    /// <summary>timm divides by √(variance + 0.00001), torchvision by √(variance + 0.001): the scale takes up the difference.</summary>
    public void Adapt(Module network, string publisher, IDictionary<string, Tensor> weights)
    {
        if (publisher != Timm) return;
        const string Variance = ".running_var";
        foreach (var name in weights.Keys.Where(n => n.EndsWith(Variance, StringComparison.Ordinal)).ToList())
        {
            var scale = name[..^Variance.Length] + ".weight";
            var old = weights[name];
            weights[name] = old.Minus(MobileNetV3Module.Epsilon - TimmEpsilon).AtLeast(0);
            weights[scale] = weights[scale].mul(weights[name].Plus(MobileNetV3Module.Epsilon).div(old.Plus(TimmEpsilon)).sqrt());
        }
    }

    protected override Module<Tensor, Tensor> Build(MobileNetV3Options options, ImageShape input, OutputShape output) =>
        MobileNetV3Module.Create(options, input, output);

    protected override void Shrink(MobileNetV3Options options) =>
        (options.WidthMultiplier, options.BatchSize, options.LearningRate) = (0.2, 32, 3e-3);

    private static Dictionary<string, string> TimmNames(Module network)
    {
        var (stages, last) = (Stages.Length, Stages.Sum() + 1);
        var names = new Dictionary<string, string>
        {
            ["conv_stem"] = "features.0.0",
            ["bn1"] = "features.0.1",
            [$"blocks.{stages}.0.conv"] = $"features.{last}.0",
            [$"blocks.{stages}.0.bn1"] = $"features.{last}.1",
            ["conv_head"] = "classifier.0",
            ["classifier"] = "classifier.3",
        };
        var ours = network.state_dict().Keys.ToHashSet();
        var feature = 1;
        for (var stage = 0; stage < stages; stage++)
            for (var block = 0; block < Stages[stage]; block++)
                AddBlock(names, $"blocks.{stage}.{block}", $"features.{feature++}.block", ours);
        return names;
    }

    private static void AddBlock(Dictionary<string, string> names, string theirs, string ours, HashSet<string> known)
    {
        var excites = Enumerable.Range(1, 2).FirstOrDefault(i => known.Contains($"{ours}.{i}.fc1.weight"), -1);
        var layers = Enumerable.Range(0, 4).Where(i => known.Contains($"{ours}.{i}.0.weight")).ToList();
        string[] convolutions = layers.Count == 3 ? ["conv_pw", "conv_dw", "conv_pwl"] : ["conv_dw", "conv_pw"];
        for (var i = 0; i < layers.Count; i++)
        {
            names[$"{theirs}.{convolutions[i]}"] = $"{ours}.{layers[i]}.0";
            names[$"{theirs}.bn{i + 1}"] = $"{ours}.{layers[i]}.1";
        }
        if (excites < 0) return;
        names[$"{theirs}.se.conv_reduce"] = $"{ours}.{excites}.fc1";
        names[$"{theirs}.se.conv_expand"] = $"{ours}.{excites}.fc2";
    }
}
