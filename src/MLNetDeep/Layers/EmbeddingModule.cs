using MLNetDeep.Common;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>A module whose last layer stands on a vector that describes a row.</summary>
internal interface IGivesEmbedding
{
    /// <summary>Numbers in the vector.</summary>
    int EmbeddingWidth { get; }

    /// <summary>The last layer.</summary>
    Module Head { get; }

    /// <summary>What the last layer is given [rows, width].</summary>
    Tensor Embed(Tensor input);

    /// <summary>Adds what <see cref="Embed(Tensor)"/> does in evaluation mode.</summary>
    OnnxValue Embed(OnnxComposer composer, OnnxValue input);
}

/// <summary>A module of which a part gives embeddings.</summary>
internal interface IHasEncoder
{
    /// <summary>The part; its outputs are embeddings.</summary>
    Module<Tensor, Tensor> Encoder { get; }

    /// <summary>Numbers in an embedding.</summary>
    int EmbeddingWidth { get; }
}

/// <summary>A module over something else than one tensor that can be made into one whose outputs are embeddings.</summary>
internal interface IBecomesEmbedding
{
    /// <summary>A module over the same that gives embeddings of length 1 and owns this one; and how many numbers each has.</summary>
    (Module Module, int Width) ToEmbedding();
}

/// <summary>The embeddings of a trained module, each of length 1 (L2 norm) where that is wanted. Shapes: what the module takes → [rows, width].</summary>
internal sealed class EmbeddingModule : Block
{
    private const double Small = 1e-12;
    private readonly bool _isNormalized;

    private EmbeddingModule(Module module, RowEncoder encoder, bool isNormalized) : base(nameof(EmbeddingModule)) =>
        (Network, Encoder, _isNormalized) = (Part("module", module), encoder, isNormalized);

    /// <summary>The module that was trained.</summary>
    public Module Network { get; }

    /// <summary>What it makes of a row before its last layer.</summary>
    public RowEncoder Encoder { get; }

    /// <summary>The embeddings of a module, which it then owns; null where the module gives none.</summary>
    public static EmbeddingModule? Of(Module module, bool isNormalized = true) => RowEncoder.Of(module) is { } encoder ? new EmbeddingModule(module, encoder, isNormalized) : null;

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var embedding = Encoder.Embed(composer, input);
        if (!_isNormalized) return embedding;
        var norm = composer.Node("ReduceL2", [1], [embedding], ("axes", new long[] { 1 }), ("keepdims", 1));
        return composer.Node("Div", embedding.Shape, [embedding, composer.Node("Max", [1], [norm, composer.Constant(Small)])]);
    }

    protected override Tensor Run(Tensor input)
    {
        var embedding = Encoder.Embed(input);
        return _isNormalized ? embedding.div(embedding.mul(embedding).sum([1], keepdim: true).sqrt().AtLeast(Small)) : embedding;
    }
}
