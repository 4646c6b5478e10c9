using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Runtime;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Inputs.Text;

/// <summary>
/// The front of networks for texts: makes the texts of a batch equally long. Shapes: texts of any length → [rows, longest] of numbers of tokens (Int64), 0
/// behind the end of shorter texts.
/// </summary>
internal sealed class TextStage : NetworkInput, IGivesTensor
{
    // No weight of its own: what tells where it computes.
    private const string Place = "place";
    private readonly TextShape _shape;

    public TextStage(TextShape shape) : base(nameof(TextStage))
    {
        _shape = shape;
        register_buffer(Place, zeros(1).DetachFromDisposeScope());
    }

    public override IReadOnlyList<NetworkPort> Ports { get; } = [new(SavedColumns.Features, OnnxElement.Int64, -1)];

    public override Tensor Run(Features features, Module body) => Call(body, Encode(features));

    public override OnnxValue Export(OnnxComposer composer, IReadOnlyList<OnnxValue> inputs, Module body) =>
        composer.Apply((Module<Tensor, Tensor>)body, Encode(composer, inputs));

    public OnnxValue Encode(OnnxComposer composer, IReadOnlyList<OnnxValue> inputs) => inputs[0];

    // A text without a known token carries no information; an empty text is read as one.
    public Tensor? Presence(Features features) => Encode(features).amax([1], keepdim: true).Above(TextShape.Unknown).to(ScalarType.Float32);

    public OnnxValue? Presence(OnnxComposer composer, IReadOnlyList<OnnxValue> inputs)
    {
        var largest = composer.Node("ReduceMax", [1], [inputs[0]], ("axes", new long[] { 1 }), ("keepdims", 1));
        var unknown = new OnnxValue(composer.Graph.Constant(OnnxTensor.Vector(TextShape.Unknown)), [1]);
        return composer.Node("Cast", [1], [composer.Node("Greater", [1], [largest, unknown])], ("to", (long)OnnxElement.Float));
    }

    // Texts of different lengths, of all tokens there are.
    public override Features Probe(int rows)
    {
        var random = new Random(1);
        int[] lengths = [.. Enumerable.Range(0, rows).Select(i => 1 + ((i + 1) * Math.Min(_shape.Longest - 1, 12) / rows))];
        int[] tokens = [.. Enumerable.Range(0, lengths.Sum()).Select(_ => random.Next(TextShape.Unknown, _shape.Vocabulary))];
        return new Features(new RaggedPart(tensor(tokens, ScalarType.Int32, Device), lengths));
    }

    public override Features Empty(int rows) =>
        new(new RaggedPart(ones(rows * 3, ScalarType.Int32, Device), [.. Enumerable.Repeat(3, rows)]));

    public override IReadOnlyList<OrtValue> ToOnnx(Features features)
    {
        using var scope = NewDisposeScope();
        var padded = Encode(features).cpu();
        return [OrtValue.CreateTensorValueFromMemory(padded.data<long>().ToArray(), padded.shape)];
    }

    /// <summary>Texts that are given as rows of one length, filled up by token 0.</summary>
    public override Features Wrap(Tensor rows) => rows;

    public Tensor Encode(Features features)
    {
        using var scope = NewDisposeScope();
        var padded = features.Parts[0] is RaggedPart ragged ? ragged.Padded(TextShape.Padding) : features.Single;
        return padded.to(ScalarType.Int64).MoveToOuterDisposeScope();
    }
}
