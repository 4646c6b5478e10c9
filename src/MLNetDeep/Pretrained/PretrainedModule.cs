using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Importing;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Pretraining;

/// <summary>
/// A pretrained model of one tensor of reals with a new last layer. What it gives is averaged over places where it still has them.
/// Shapes: what the model takes, or what its change is given → [rows, outputs].
/// </summary>
internal sealed class PretrainedModule : Block, IGivesEmbedding, IHasFrozenFront, IChannelsLast
{
    private const int MostDimensions = 3;
    private readonly string _input;
    private readonly InputChange? _change;
    private readonly long[] _shape;
    private readonly Dropout _dropout;
    private readonly Linear _head;

    /// <param name="start">The model.</param>
    /// <param name="dropout">The share of numbers that is dropped in training before the last layer.</param>
    /// <param name="output">What is asked of it.</param>
    /// <param name="change">What is done with rows before the model takes them; null for nothing.</param>
    public PretrainedModule(PretrainedStart? start, double dropout, OutputShape output, InputChange? change = null) : base(nameof(PretrainedModule))
    {
        _shape = start?.Shape ?? throw new InvalidOperationException("The model's file was not read.");
        if (_shape.Length is 0 or > MostDimensions || _shape[0] < 1)
            throw new InvalidDataException($"The model gives [rows, {string.Join(", ", _shape)}] where it is cut; vectors [rows, width] are wanted, or [rows, channels, …] with one or two dimensions of places.");
        (_change, EmbeddingWidth) = (change, (int)_shape[0]);
        Encoder = Part("encoder", new GraphModule(start.Network(), new ImportSettings()));
        _input = Encoder.Inputs[0].Name;
        _dropout = Part("dropout", nn.Dropout(dropout));
        _head = Part("head", Linear(EmbeddingWidth, output.Size));
    }

    /// <summary>The model.</summary>
    public GraphModule Encoder { get; }

    public int EmbeddingWidth { get; }

    public Module Head => _head;

    private long[] Places => [.. Enumerable.Range(2, _shape.Length - 1).Select(axis => (long)axis)];

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

    private Dictionary<string, Tensor> Inputs(Tensor input)
    {
        var taken = _change is null ? input : _change.ByTorch(input);
        return new() { [_input] = training ? ChannelsLast.Of(taken) : taken };
    }

    private Dictionary<string, OnnxValue> Inputs(OnnxComposer composer, OnnxValue input) => new() { [_input] = _change is null ? input : _change.ByOnnx(composer, input) };

    private Tensor Pool(Tensor output) => _shape.Length == 1 ? output : output.mean(Places);

    private OnnxValue Pool(OnnxComposer composer, OnnxValue output) =>
        _shape.Length == 1 ? output : composer.Node("ReduceMean", [EmbeddingWidth], [output], ("axes", Places), ("keepdims", 0));
}

/// <summary>What is done with rows before a model takes them.</summary>
/// <param name="ByTorch">By libtorch.</param>
/// <param name="ByOnnx">The same as nodes.</param>
internal sealed record InputChange(Func<Tensor, Tensor> ByTorch, Func<OnnxComposer, OnnxValue, OnnxValue> ByOnnx);
