using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Runtime;
using static TorchSharp.torch;

namespace MLNetDeep.Inputs.Sounds;

/// <summary>
/// The front of networks for sounds: makes the log-mel frames of each sound standard by themselves, as <see cref="LogMel.Standardize"/> does, so that it does not matter how loud a recording is. Frames of nothing
/// but digital silence, as which shorter sounds are filled up, do not count and become 0.
/// Shapes: [rows, frames × bands] → [rows, 1, bands, frames].
/// </summary>
internal sealed class SoundStage : TensorInput
{
    // No weight of its own: what tells where it computes.
    private const string Place = "place";
    private readonly SoundShape _shape;

    public SoundStage(SoundShape shape) : base(nameof(SoundStage), shape.Size)
    {
        _shape = shape;
        register_buffer(Place, zeros(1).DetachFromDisposeScope());
    }

    public override Tensor Encode(Tensor rows)
    {
        using var scope = NewDisposeScope();
        var frames = rows.to(ScalarType.Float32).reshape(-1, _shape.Frames, _shape.Bands);
        var heard = Heard(frames);
        var count = heard.sum([1, 2], keepdim: true).Times(_shape.Bands).AtLeast(1);
        var centred = frames.sub(frames.mul(heard).sum([1, 2], keepdim: true).div(count)).mul(heard);
        var variance = centred.Squared().sum([1, 2], keepdim: true).div(count);
        return centred.div(variance.Plus(LogMel.LeastVariance).sqrt()).transpose(1, 2).contiguous().unsqueeze(1).MoveToOuterDisposeScope();
    }

    // Sounds of which the first frames and the last are missing, each louder or softer.
    public override Features Probe(int rows)
    {
        var random = RandomProbe.Create([rows, _shape.Frames, _shape.Bands]).to(Device);
        return random.Times(2).Plus(random.mean([1, 2], keepdim: true)).Minus(8).reshape(rows, -1);
    }

    public override Tensor? Presence(Features features)
    {
        using var scope = NewDisposeScope();
        return Heard(features.Single.to(ScalarType.Float32).unsqueeze(1)).squeeze(1).MoveToOuterDisposeScope();
    }

    public override OnnxValue? Presence(OnnxComposer composer, IReadOnlyList<OnnxValue> inputs) => Heard(composer, inputs[0], [1], 1);

    protected override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var frames = composer.Reshape(input, _shape.Frames, _shape.Bands);
        var heard = Heard(composer, frames, [_shape.Frames, 1], 2);
        var count = composer.Node("Max", One, [composer.Node("Mul", One, [Sum(composer, heard), composer.Constant(_shape.Bands)]), composer.Constant(1)]);
        var mean = composer.Node("Div", One, [Sum(composer, composer.Node("Mul", frames.Shape, [frames, heard])), count]);
        var centred = composer.Node("Mul", frames.Shape, [composer.Node("Sub", frames.Shape, [frames, mean]), heard]);
        var variance = composer.Node("Div", One, [Sum(composer, composer.Multiply(centred, centred)), count]);
        var deviation = composer.Node("Sqrt", One, [composer.Node("Add", One, [variance, composer.Constant(LogMel.LeastVariance)])]);
        var standard = composer.Node("Div", frames.Shape, [centred, deviation]);
        return composer.Reshape(composer.Node("Transpose", [_shape.Bands, _shape.Frames], [standard], ("perm", new long[] { 0, 2, 1 })), [.. _shape.Dimensions]);
    }

    private static long[] One { get; } = [1, 1];

    private static OnnxValue Sum(OnnxComposer composer, OnnxValue value) =>
        composer.Node("ReduceSum", One, [value, new OnnxValue(composer.Graph.Constant(OnnxTensor.Vector(1, 2)), [2])], ("keepdims", 1));

    private static OnnxValue Heard(OnnxComposer composer, OnnxValue frames, long[] shape, long axis)
    {
        var loudest = composer.Node("ReduceMax", shape, [frames], ("axes", new[] { axis }), ("keepdims", 1));
        return composer.Node("Cast", shape, [composer.Node("Greater", shape, [loudest, composer.Constant(LogMel.HeardAbove)])], ("to", (long)OnnxElement.Float));
    }

    // 1 for frames with anything to be heard, else 0; [rows, frames, 1].
    private static Tensor Heard(Tensor frames) => frames.amax([2], keepdim: true).Above(LogMel.HeardAbove).to(ScalarType.Float32);
}
