using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Inputs.Text;

/// <summary>The front of taggers in training: makes the sentences of a batch equally long, and their tags.</summary>
internal sealed class WordsStage : NetworkInput, IGivesTensor
{
    // No weight of its own: what tells where it computes.
    private const string Place = "place";

    public WordsStage() : base(nameof(WordsStage)) => register_buffer(Place, zeros(1).DetachFromDisposeScope());

    public override IReadOnlyList<NetworkPort> Ports => throw NoExport();

    public override Tensor Run(Features features, Module body)
    {
        var tokens = new TaggedTokens(Encode(features), Padded(features, 1));
        try
        {
            return ((Module<TaggedTokens, Tensor>)body).call(tokens);
        }
        catch (Exception e) when (!TorchErrors.IsOutOfMemory(e))
        {
            throw new ModuleException(body.GetName(), [tokens.Tokens.shape], e);
        }
    }

    public override OnnxValue Export(OnnxComposer composer, IReadOnlyList<OnnxValue> inputs, Module body) => throw NoExport();

    public override Features Wrap(Tensor rows) => throw new NotSupportedException("One tensor does not hold words and their tags.");

    public override Features Probe(int rows) => Empty(rows);

    public override Features Empty(int rows)
    {
        int[] lengths = [.. Enumerable.Repeat(3, rows)];
        return new Features(new RaggedPart(ones(rows * 3, ScalarType.Int32, Device), lengths), new RaggedPart(ones(rows * 3, ScalarType.Int32, Device), lengths));
    }

    public override IReadOnlyList<OrtValue> ToOnnx(Features features) => throw NoExport();

    public override IEnumerable<TensorConsumer> Consumers(Module body) => [new(this, features => features, ((IHasEncoder)body).Encoder)];

    public Tensor Encode(Features features) => Padded(features, 0);

    public OnnxValue Encode(OnnxComposer composer, IReadOnlyList<OnnxValue> inputs) => throw NoExport();

    private static Tensor Padded(Features features, int part)
    {
        using var scope = NewDisposeScope();
        return ((RaggedPart)features.Parts[part]).Padded(TextShape.Padding).to(ScalarType.Int64).MoveToOuterDisposeScope();
    }

    private static NotSupportedException NoExport() => new("A tagger exports itself.");
}
