using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Graphs;

/// <summary>A network over graphs whose last layer stands on a vector for each row.</summary>
internal interface IGivesGraphEmbedding
{
    /// <summary>What the last layer is given [rows, width].</summary>
    Tensor Embed(GraphBatch batch);

    /// <summary>Adds what <see cref="Embed(GraphBatch)"/> does in evaluation mode.</summary>
    OnnxValue Embed(OnnxComposer composer, OnnxGraphBatch batch);
}

/// <summary>The embeddings of a trained network over graphs, each of length 1 (L2 norm). Shapes: a batch → [nodes or graphs, width].</summary>
internal sealed class GraphEmbedding : Block<GraphBatch>, IGraphOnnxExportable
{
    private const double Small = 1e-12;
    private readonly IGivesGraphEmbedding _network;
    private readonly nn.Module _module;

    public GraphEmbedding(IGivesGraphEmbedding network) : base(nameof(GraphEmbedding)) => (_network, _module) = (network, Part("module", (nn.Module)network));

    public OnnxValue Export(OnnxComposer composer, OnnxGraphBatch batch)
    {
        var embedding = composer.Within(_module, () => _network.Embed(composer, batch));
        var norm = composer.Node("ReduceL2", [1], [embedding], ("axes", new long[] { 1 }), ("keepdims", 1));
        return composer.Node("Div", embedding.Shape, [embedding, composer.Node("Max", [1], [norm, composer.Constant(Small)])]);
    }

    protected override Tensor Run(GraphBatch input)
    {
        var embedding = _network.Embed(input);
        return embedding.div(embedding.mul(embedding).sum([1], keepdim: true).sqrt().AtLeast(Small));
    }
}
