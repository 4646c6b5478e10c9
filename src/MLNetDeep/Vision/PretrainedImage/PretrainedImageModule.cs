using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Importing;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Vision;

/// <summary>
/// A pretrained model of images with a new last layer. What it gives is averaged over the image where it still has places.
/// Shapes: [rows, channels, height, width] → [rows, outputs].
/// </summary>
internal sealed class PretrainedImageModule : Block, IGivesEmbedding, IHasFrozenFront
{
    private readonly string _input;
    private readonly bool _isReversed;
    private readonly long[] _shape;
    private readonly Dropout _dropout;
    private readonly Linear _head;

    public PretrainedImageModule(PretrainedImageOptions options, OutputShape output) : base(nameof(PretrainedImageModule))
    {
        var start = options.Start ?? throw new InvalidOperationException("The model's file was not read.");
        (_shape, _isReversed) = (start.Shape, options.Pixels is { IsReversed: true } && options.Channels == 3);
        if (_shape.Length is not (1 or 3)) throw new InvalidDataException($"The model gives [rows, {string.Join(", ", _shape)}] where it is cut; vectors [rows, width] or [rows, channels, height, width] are wanted.");
        EmbeddingWidth = (int)_shape[0];
        Encoder = Part("encoder", new GraphModule(start.Network(), new ImportSettings()));
        _input = Encoder.Inputs[0].Name;
        _dropout = Part("dropout", nn.Dropout(options.Dropout));
        _head = Part("head", Linear(EmbeddingWidth, output.Size));
    }

    /// <summary>The model.</summary>
    public GraphModule Encoder { get; }

    public int EmbeddingWidth { get; }

    public Module Head => _head;

    public Tensor Embed(Tensor input) => Pool(Encoder.Run(Inputs(input)));

    public OnnxValue Embed(OnnxComposer composer, OnnxValue input) => Pool(composer, Encoder.Export(composer, Inputs(composer, input), _shape));

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) => composer.Apply(_head, Embed(composer, input));

    public FrozenSplit? Split(Func<Module, bool> isFrozen)
    {
        if (Encoder.StillUntil(isFrozen) is not { } still) return null;
        return new FrozenSplit((composer, input) => Encoder.Export(composer, Inputs(composer, input), [-1], still),
            new FrozenRest(this, computed => Finish(Pool(Encoder.Run(new Dictionary<string, Tensor> { [still] = computed })))));
    }

    protected override Tensor Run(Tensor input) => Finish(Embed(input));

    private Tensor Finish(Tensor vectors) => _head.call(_dropout.call(vectors));

    private Dictionary<string, Tensor> Inputs(Tensor input) => new() { [_input] = _isReversed ? input.flip(1) : input };

    private Dictionary<string, OnnxValue> Inputs(OnnxComposer composer, OnnxValue input) => new()
    {
        [_input] = _isReversed ? composer.Node("Gather", input.Shape, [input, new OnnxValue(composer.Graph.Constant(Onnx.Graph.OnnxTensor.Vector(2, 1, 0)), [3])], ("axis", 1)) : input,
    };

    private Tensor Pool(Tensor output) => output.dim() == 2 ? output : output.mean([2, 3]);

    private OnnxValue Pool(OnnxComposer composer, OnnxValue output) =>
        _shape.Length == 1 ? output : composer.Node("ReduceMean", [EmbeddingWidth], [output], ("axes", new long[] { 2, 3 }), ("keepdims", 0));
}
