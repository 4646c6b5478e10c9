using MLNetDeep.Architectures;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Vision;

/// <summary>Vision transformers.</summary>
internal sealed class ViT : Architecture<ViTOptions, ImageShape>, IPretrainable
{
    private const string Places = "pos_embed";

    public override string Key => "vit";

    public override string DisplayName => "ViT";

    public string Head => "head";

    public IReadOnlyList<NameMap> Published(Module network) => [new("timm"), new("torchvision", TorchvisionNames(network))];

    public IReadOnlyList<string[]> Parts(Module network) =>
    [
        ["cls_token", Places, "patch_embed"],
        .. Enumerable.Range(0, Layers(network)).Select(i => new[] { $"blocks.{i}" }),
        ["norm", Head],
    ];

    /// <summary>Places learnt for images of another size are drawn out or drawn together to the grid of these.</summary>
    public void Adapt(Module network, string publisher, IDictionary<string, Tensor> weights)
    {
        if (!weights.TryGetValue(Places, out var places) || places.shape.Length != 3) return;
        var (height, width) = ((ViTModule)network).Grid;
        var side = (long)Math.Round(Math.Sqrt(places.shape[1] - 1));
        if (places.shape[1] == 1 + (height * width) || side * side != places.shape[1] - 1) return;
        var grid = places.narrow(1, 1, side * side).reshape(1, side, side, -1).permute(0, 3, 1, 2);
        var drawn = functional.interpolate(grid, [height, width], mode: InterpolationMode.Bicubic, align_corners: false);
        weights[Places] = cat([places.narrow(1, 0, 1), drawn.permute(0, 2, 3, 1).reshape(1, height * width, -1)], 1);
    }

    protected override Module<Tensor, Tensor> Build(ViTOptions options, ImageShape input, OutputShape output) =>
        new ViTModule(options, input, output);

    protected override void Shrink(ViTOptions options) =>
        (options.Width, options.Layers, options.Heads, options.BatchSize, options.LearningRate) = (32, 2, 2, 32, 2e-3);

    private static int Layers(Module network) => network.named_parameters().Count(p => p.name.EndsWith(".attn.qkv.weight", StringComparison.Ordinal));

    private static Dictionary<string, string> TorchvisionNames(Module network)
    {
        var names = new Dictionary<string, string>
        {
            ["class_token"] = "cls_token",
            ["conv_proj"] = "patch_embed.proj",
            ["encoder.pos_embedding"] = Places,
            ["encoder.ln"] = "norm",
            ["heads.head"] = "head",
        };
        for (var i = 0; i < Layers(network); i++) AddLayer(names, $"encoder.layers.encoder_layer_{i}", $"blocks.{i}");
        return names;
    }

    private static void AddLayer(Dictionary<string, string> names, string theirs, string ours)
    {
        names[$"{theirs}.ln_1"] = $"{ours}.norm1";
        names[$"{theirs}.self_attention.in_proj_weight"] = $"{ours}.attn.qkv.weight";
        names[$"{theirs}.self_attention.in_proj_bias"] = $"{ours}.attn.qkv.bias";
        names[$"{theirs}.self_attention.out_proj"] = $"{ours}.attn.proj";
        names[$"{theirs}.ln_2"] = $"{ours}.norm2";
        // Files of older versions number the layers otherwise.
        names[$"{theirs}.mlp.0"] = names[$"{theirs}.mlp.linear_1"] = $"{ours}.mlp.fc1";
        names[$"{theirs}.mlp.3"] = names[$"{theirs}.mlp.linear_2"] = $"{ours}.mlp.fc2";
    }
}
