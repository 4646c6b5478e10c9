using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Graphs;

/// <summary>A network over graphs whose outputs are the embeddings. Shapes: a batch → [nodes, width].</summary>
internal sealed class EncoderOutputs : Block<GraphBatch>, IGivesGraphEmbedding
{
    private readonly Module<GraphBatch, Tensor> _encoder;

    public EncoderOutputs(Module<GraphBatch, Tensor> encoder) : base(nameof(EncoderOutputs)) => _encoder = Part("encoder", encoder);

    public Tensor Embed(GraphBatch batch) => _encoder.call(batch);

    public OnnxValue Embed(OnnxComposer composer, OnnxGraphBatch batch) => composer.Within(_encoder, () => ((IGraphOnnxExportable)_encoder).Export(composer, batch));

    protected override Tensor Run(GraphBatch input) => Embed(input);
}
