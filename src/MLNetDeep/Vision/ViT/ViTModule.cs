using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Vision;

/// <summary>
/// A vision transformer: the strongest start where published weights fit; trained from scratch it wants much data.
/// Dosovitskiy et al., An Image is Worth 16x16 Words (2020). Patches become tokens, a token for the class goes before them, each
/// gets its place added, and blocks of attention and neurons follow; the class token goes to the head. The names are timm's.
/// Shapes: [rows, channels, height, width] → [rows, 1 + patches, width] → [rows, outputs].
/// </summary>
internal sealed class ViTModule : Block, IGivesEmbedding
{
    public const double Epsilon = 1e-6;
    private const string ClassName = "cls_token", PlacesName = "pos_embed";

    private readonly Sequential _patches, _blocks;
    private readonly LayerNorm _norm;
    private readonly Linear _head;
    private readonly Dropout _dropout;

    public ViTModule(ViTOptions options, ImageShape input, OutputShape output) : base(nameof(ViTModule))
    {
        var (width, layers, patch) = (options.EffectiveWidth, options.EffectiveLayers, PatchSize(options, input));
        Grid = ((input.Height + patch - 1) / patch, (input.Width + patch - 1) / patch);
        _patches = Part("patch_embed", Sequential(("proj", Conv2d(input.Channels, width, (patch, patch), (patch, patch),
            (Margin(input.Height, patch), Margin(input.Width, patch))))));
        Parameter(ClassName, StartValues.Narrow(1, 1, width));
        Parameter(PlacesName, StartValues.Narrow(1, 1 + Tokens, width));
        _dropout = Part("pos_drop", Dropout(options.Dropout));
        _blocks = Part("blocks", Sequential(Enumerable.Range(0, layers).Select(i => ($"{i}", (Module<Tensor, Tensor>)new ViTBlock(
            width, options.EffectiveHeads, options.Dropout, DropPath.RateAt(i, layers, options.DropPath))))));
        _norm = Part("norm", LayerNorm(width, Epsilon));
        _head = Part("head", Linear(width, output.Size));
        StartValues.Narrow(this);
    }

    /// <summary>Patches down and across.</summary>
    public (int Height, int Width) Grid { get; }

    public int EmbeddingWidth => (int)_head.in_features;

    Module IGivesEmbedding.Head => _head;

    private int Tokens => Grid.Height * Grid.Width;

    private Tensor ClassToken => get_parameter(ClassName)!;

    private Tensor Places => get_parameter(PlacesName)!;

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) => composer.Apply(_head, Embed(composer, input));

    public OnnxValue Embed(OnnxComposer composer, OnnxValue input)
    {
        var patches = composer.Apply(_patches, input);
        long width = patches.Shape[0];
        var tokens = Permute.Transpose(composer, composer.Reshape(patches, width, Tokens), 0, 2, 1);
        // A first token of zeros becomes the class token when its constant is added with the places.
        var padded = composer.Node("Pad", [1 + Tokens, width], [tokens, Longs(composer, 0, 1, 0, 0, 0, 0)]);
        var placed = composer.Node("Add", padded.Shape, [padded, Starts(composer)]);
        var seen = composer.Apply(_norm, composer.Apply(_blocks, placed));
        var first = composer.Node("Slice", [1, width], [seen, Longs(composer, 0), Longs(composer, 1), Longs(composer, 1)]);
        return composer.Reshape(first, width);
    }

    public Tensor Embed(Tensor input)
    {
        var patches = _patches.call(input).flatten(2).transpose(1, 2);
        var tokens = cat([ClassToken.expand(input.shape[0], -1, -1), patches], 1).Plus(Places);
        // The norm works on each token alone, and only the first is looked at.
        var seen = _blocks.call(_dropout.call(tokens)).select(1, 0);
        return _norm.call(seen);
    }

    protected override Tensor Run(Tensor input) => _head.call(Embed(input));

    private OnnxValue Starts(OnnxComposer composer)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var nothing = zeros([1, Tokens, ClassToken.shape[2]], device: ClassToken.device);
        return composer.Constant(Places.Plus(cat([ClassToken, nothing], 1)));
    }

    private static OnnxValue Longs(OnnxComposer composer, params long[] values) =>
        new(composer.Graph.Constant(OnnxTensor.Vector(values)), [values.Length]);

    // Pixels beyond the edge are 0, the mean of what the network sees; with half of what is missing on either side nothing is cut off.
    private static int Margin(int side, int patch) => (patch - 1 - ((side - 1) % patch) + 1) / 2;

    private static int PatchSize(ViTOptions options, ImageShape input)
    {
        if (options.PatchSize > 0) return options.PatchSize;
        var side = Math.Min(input.Height, input.Width);
        return side >= 128 || options.PretrainedWeights is not null ? 16 : side >= 64 ? 8 : side >= 24 ? 4 : 2;
    }
}
