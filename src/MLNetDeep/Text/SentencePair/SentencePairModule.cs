using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Texts;

/// <summary>
/// A network over two texts, u and v, both of which go through one network (a bi-encoder). Their embeddings are compared by a hidden layer over [u, v, |u - v|, u · v] (Conneau et al.,
/// InferSent, 2017), or by their cosine, times a scale plus a shift that each output learns (Reimers and Gurevych, Sentence-BERT, 2019). A text that is missing has the embedding 0.
/// Shapes: twice [rows, longest] of tokens → [rows, outputs].
/// </summary>
internal sealed class SentencePairModule : Block<CombinedBatch>, ICombinedOnnxExportable, IHasBranches, IHasEncoder
{
    private const string Scale = "scale", Shift = "shift";
    private const double Small = 1e-6;
    private readonly Module<Tensor, Tensor> _network;
    private readonly Sequential? _head;
    private readonly int _width;

    public SentencePairModule(SentencePairOptions options, CombinedShape input, OutputShape output) : base(nameof(SentencePairModule))
    {
        _width = options.EmbeddingWidth;
        var encoder = (TextTrainerOptions)options.Parts[0].Options.Clone();
        // How much a word tells of a class is no matter of one text of two.
        encoder.LogCountRatios = LogCountRatios.None;
        _network = Part("network", (Module<Tensor, Tensor>)options.Parts[0].Architecture!.Build(encoder, input.Parts[0].Shape, output with { Size = _width }));
        if (options.Comparison == PairComparison.Head)
        {
            _head = Part("head", Sequential(
                ("norm", LayerNorm(4L * _width)),
                ("hidden", Linear(4L * _width, options.Width)),
                ("relu", ReLU()),
                ("dropout", Dropout(options.Dropout)),
                ("out", Linear(options.Width, output.Size))));
            return;
        }
        // Logits have to reach far from a cosine, which lies between -1 and 1.
        Parameter(Scale, Arithmetic.Full([1, output.Size], output.Kind is OutputKind.Flags or OutputKind.Classes ? 5 : 1, ScalarType.Float32, CPU));
        Parameter(Shift, zeros(1, output.Size));
    }

    public IReadOnlyList<Module> Branches => [_network, _network];

    public Module<Tensor, Tensor> Encoder => _network;

    public int EmbeddingWidth => _width;

    public OnnxValue Export(OnnxComposer composer, IReadOnlyList<OnnxValue> parts, OnnxValue presence)
    {
        using var scope = NewDisposeScope();
        OnnxValue Embed(int part) => composer.Node("Mul", [_width], [composer.Apply(_network, parts[part]), composer.Columns(presence, part, part + 1)]);
        var (u, v) = (Embed(0), Embed(1));
        var product = composer.Multiply(u, v);
        if (_head is not null)
            return composer.Apply(_head, composer.Concat(1, u, v, composer.Node("Abs", [_width], [composer.Node("Sub", [_width], [u, v])]), product));
        OnnxValue Sum(OnnxValue x) => composer.Node("ReduceSum", [1], [x, new OnnxValue(composer.Graph.Constant(Onnx.Graph.OnnxTensor.Vector(1)), [1])], ("keepdims", 1));
        OnnxValue Norm(OnnxValue x) => composer.Node("Max", [1], [composer.Node("Sqrt", [1], [Sum(composer.Multiply(x, x))]), composer.Constant(Small)]);
        var cosine = composer.Node("Div", [1], [Sum(product), composer.Multiply(Norm(u), Norm(v))]);
        var scale = composer.Constant(get_parameter(Scale)!.detach());
        var scaled = composer.Node("Mul", [scale.Shape[1]], [cosine, scale]);
        return composer.Node("Add", scaled.Shape, [scaled, composer.Constant(get_parameter(Shift)!.detach())]);
    }

    protected override Tensor Run(CombinedBatch input)
    {
        Tensor Embed(int part) => _network.call(input.Parts[part]).mul(input.Presence.narrow(1, part, 1));
        var (u, v) = (Embed(0), Embed(1));
        if (_head is not null) return _head.call(cat([u, v, u.sub(v).abs(), u.mul(v)], 1));
        // Under the root, so that the gradient of a missing text is 0 and not endless.
        Tensor Norm(Tensor x) => x.mul(x).sum([1], keepdim: true).AtLeast(Small * Small).sqrt();
        var cosine = u.mul(v).sum([1], keepdim: true).div(Norm(u).mul(Norm(v)));
        return cosine.mul(get_parameter(Scale)!).Plus(get_parameter(Shift)!);
    }
}
