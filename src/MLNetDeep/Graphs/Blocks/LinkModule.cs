using MLNetDeep.Inputs.Graphs;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Graphs;

/// <summary>
/// Scores links: a graph network gives a vector for each node, a decoder a number for each pair of them (Kipf and Welling, Variational Graph Auto-Encoders, 2016). Shapes: vectors of both nodes [rows, 2, width] → [rows, outputs].
/// </summary>
internal sealed class LinkModule : Block, IScoresPairs, IBecomesEmbedding
{
    private readonly Sequential? _neurons;
    private readonly Linear _end;
    private readonly int _width;

    public LinkModule(Module<GraphBatch, Tensor> encoder, GraphNetworkOptions options, OutputShape output) : base(nameof(LinkModule))
    {
        Encoder = Part("encoder", encoder);
        var width = _width = options.HiddenSize;
        if (options.LinkDecoder == LinkDecoder.Mlp) _neurons = Part("neurons", Sequential(("hidden", Linear(width, width)), ("relu", ReLU()), ("dropout", Dropout(options.Dropout))));
        // Of a dot product a scale and a shift, as in Platt scaling.
        _end = Part("end", Linear(_neurons is null ? 1 : width, output.Size));
        if (_neurons is null) init.ones_(_end.weight!);
    }

    public Module<GraphBatch, Tensor> Encoder { get; }

    /// <summary>What the encoder is asked for: a vector for each node.</summary>
    public static OutputShape VectorsFor(GraphNetworkOptions options) => new(options.HiddenSize) { Kind = OutputKind.Numbers };

    // The vectors of nodes are the encoder's outputs.
    public (Module Module, int Width) ToEmbedding() => (new GraphEmbedding(new EncoderOutputs(Encoder)), _width);

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var product = composer.Node("ReduceProd", [input.Shape[1]], [input], ("axes", new long[] { 1 }), ("keepdims", 0));
        if (_neurons is not null) return composer.Apply(_end, composer.Apply(_neurons, product));
        return composer.Apply(_end, composer.Node("ReduceSum", [1], [product, new OnnxValue(composer.Graph.Constant(Onnx.Graph.OnnxTensor.Vector(1)), [1])], ("keepdims", 1)));
    }

    protected override Tensor Run(Tensor pairs)
    {
        var product = pairs.select(1, 0).mul(pairs.select(1, 1));
        return _end.call(_neurons is null ? product.sum([1], keepdim: true) : _neurons.call(product));
    }
}
