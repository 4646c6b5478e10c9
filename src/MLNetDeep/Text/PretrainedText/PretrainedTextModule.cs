using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Onnx.Importing;
using MLNetDeep.Pretraining;
using MLNetDeep.Runtime;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Texts;

/// <summary>
/// A pretrained model of texts with a new last layer: tokens get the numbers that the model knows them by, with its special tokens around them; its hidden states are pooled.
/// Shapes: [rows, longest] of tokens → [rows, outputs].
/// </summary>
internal sealed class PretrainedTextModule : Block, IGivesEmbedding, IHasFrozenFront
{
    /// <summary>How many tokens may stand around a text.</summary>
    public const int Around = 2;

    private const string Numbers = "numbers";
    private readonly SpecialTokens _special;
    private readonly TokenPooling _pooling;
    private readonly IReadOnlyList<(string Name, TokenRole Role, ScalarType Type)> _inputs;
    private readonly bool _isPooled;
    private readonly Dropout _dropout;
    private readonly Linear _head;

    public PretrainedTextModule(PretrainedTextOptions options, TextShape input, OutputShape output) : base(nameof(PretrainedTextModule))
    {
        var start = options.Start ?? throw new InvalidOperationException("The model's file was not read.");
        (_special, _pooling, _isPooled) = (start.Tokens!, options.Pooling, start.Shape.Length == 1);
        if (start.Shape.Length > 2) throw new InvalidDataException($"The model gives [rows, {string.Join(", ", start.Shape)}] where it is cut; hidden states [rows, tokens, width] or vectors [rows, width] are wanted.");
        EmbeddingWidth = (int)start.Shape[^1];
        Encoder = Part("encoder", new GraphModule(start.Network(), new ImportSettings(options.Dropout, options.LoraRank, options.LoraAlpha / Math.Max(1, options.LoraRank))));
        _inputs = TokenInputs.Of(Encoder.Inputs);
        _dropout = Part("dropout", nn.Dropout(options.Dropout));
        _head = Part("head", Linear(EmbeddingWidth, output.Size));
        // From numbers of tokens here to those of the model.
        register_buffer(Numbers, Tensors.OfLongs([.. Enumerable.Range(0, input.Vocabulary).Select(token => token switch
        {
            TextShape.Padding => _special.Padding,
            TextShape.Unknown => _special.Unknown,
            _ => token - TokenizerSettings.First,
        })]), persistent: false);
    }

    /// <summary>The model.</summary>
    public GraphModule Encoder { get; }

    public int EmbeddingWidth { get; }

    public Module Head => _head;

    private bool HasAround => _special is { Begin: >= 0, End: >= 0 };

    public Tensor Embed(Tensor input)
    {
        var (ids, mask) = Frame(input);
        var values = _inputs.ToDictionary(one => one.Name, one => (one.Role switch
        {
            TokenRole.Ids => ids,
            TokenRole.Mask => mask,
            TokenRole.Segment => zeros_like(ids),
            _ => Arithmetic.Count(ids.shape[1], ids.device).unsqueeze(0).expand_as(ids),
        }).to(one.Type));
        var states = Encoder.Run(values);
        if (_isPooled) return states;
        return _pooling == TokenPooling.First ? states.select(1, 0) : StepMask.Mean(states, mask.to(ScalarType.Float32).unsqueeze(2));
    }

    public OnnxValue Embed(OnnxComposer composer, OnnxValue input)
    {
        var (ids, mask) = Frame(composer, input);
        var values = _inputs.ToDictionary(one => one.Name, one =>
        {
            var value = one.Role switch
            {
                TokenRole.Ids => ids,
                TokenRole.Mask => mask,
                TokenRole.Segment => composer.Node("Mul", ids.Shape, [ids, StepMask.Longs(composer, 0)]),
                _ => composer.Node("Add", ids.Shape, [composer.Node("Mul", ids.Shape, [ids, StepMask.Longs(composer, 0)]), Places(composer, ids)]),
            };
            return one.Type == ScalarType.Int64 ? value : composer.Node("Cast", value.Shape, [value], ("to", (long)OnnxElement.Int32));
        });
        var states = Encoder.Export(composer, values, _isPooled ? [EmbeddingWidth] : [-1, EmbeddingWidth]);
        if (_isPooled) return states;
        if (_pooling == TokenPooling.First) return composer.Node("Gather", [EmbeddingWidth], [states, new OnnxValue(composer.Graph.Constant(OnnxTensor.WholeScalar(0)), [])], ("axis", 1));
        var weights = composer.Node("Unsqueeze", [-1, 1], [composer.Node("Cast", mask.Shape, [mask], ("to", (long)OnnxElement.Float)), StepMask.Longs(composer, 2)]);
        return StepMask.Mean(composer, states, weights);
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) => composer.Apply(_head, Embed(composer, input));

    // Hidden states differ in size from text to text: what is kept is the vector of each.
    public FrozenSplit? Split(Func<Module, bool> isFrozen) => Encoder.parameters().Any(parameter => parameter.requires_grad)
        ? null
        : new FrozenSplit(Embed, new FrozenRest(this, Finish));

    protected override Tensor Run(Tensor input) => Finish(Embed(input));

    private Tensor Finish(Tensor vectors) => _head.call(_dropout.call(vectors));

    // The numbers that the model knows, and which of them are tokens of the text or around it.
    private (Tensor Ids, Tensor Mask) Frame(Tensor tokens)
    {
        var (rows, longest) = (tokens.shape[0], tokens.shape[1]);
        var ids = get_buffer(Numbers)!.index_select(0, tokens.flatten()).reshape(rows, longest);
        var mask = tokens.sign();
        if (!HasAround) return (ids, mask);
        Tensor Column(long token) => Tensors.OfLongs([token]).to(tokens.device).expand(rows, 1);
        var wide = cat([Column(_special.Begin), ids, Column(_special.Padding)], 1);
        var last = mask.sum([1], keepdim: true).Plus(1);
        var places = Arithmetic.Count(longest + Around, tokens.device).unsqueeze(0);
        return (where(places.eq(last), Column(_special.End), wide), places.le(last).to(ScalarType.Int64));
    }

    private (OnnxValue Ids, OnnxValue Mask) Frame(OnnxComposer composer, OnnxValue tokens)
    {
        var numbers = new OnnxValue(composer.Graph.Constant(OnnxTensor.Vector(get_buffer(Numbers)!.cpu().data<long>().ToArray())), [-1]);
        var ids = composer.Node("Gather", tokens.Shape, [numbers, tokens]);
        var mask = composer.Node("Sign", tokens.Shape, [tokens]);
        if (!HasAround) return (ids, mask);
        OnnxValue Scalar(long value) => new(composer.Graph.Constant(OnnxTensor.WholeScalar(value)), []);
        var begun = composer.Node("Pad", ids.Shape, [ids, StepMask.Longs(composer, 0, 1, 0, 0), Scalar(_special.Begin)]);
        var wide = composer.Node("Pad", ids.Shape, [begun, StepMask.Longs(composer, 0, 0, 0, 1), Scalar(_special.Padding)]);
        var last = composer.Node("Add", [1], [composer.Node("ReduceSum", [1], [mask, StepMask.Longs(composer, 1)], ("keepdims", 1)), Scalar(1)]);
        var places = Places(composer, wide);
        var ended = composer.Node("Where", ids.Shape, [composer.Node("Equal", ids.Shape, [places, last]), Scalar(_special.End), wide]);
        return (ended, composer.Node("Cast", ids.Shape, [composer.Node("LessOrEqual", ids.Shape, [places, last])], ("to", (long)OnnxElement.Int64)));
    }

    private static OnnxValue Places(OnnxComposer composer, OnnxValue rows)
    {
        OnnxValue Scalar(long value) => new(composer.Graph.Constant(OnnxTensor.WholeScalar(value)), []);
        var length = composer.Node("Gather", [], [composer.Node("Shape", [2], [rows]), Scalar(1)]);
        return composer.Node("Range", [-1], [Scalar(0), length, Scalar(1)]);
    }
}
