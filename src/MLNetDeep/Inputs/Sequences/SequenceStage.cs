using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Runtime;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Inputs.Sequences;

/// <summary>
/// The front of networks for sequences: standardizes channels, puts their mean (0) where a value is missing, flags such places, and makes the sequences of a batch equally long.
/// Shapes: sequences of any length → [rows, longest, width + 1] as <see cref="SequenceShape"/> says it.
/// </summary>
internal sealed class SequenceStage : NetworkInput, IGivesTensor
{
    private readonly SequenceSpec _spec;
    private readonly StandardColumns _standard;

    /// <param name="spec">How sequences are taken.</param>
    /// <param name="learnt">What the training rows are like; null leaves numbers as they are, for weights to be loaded into.</param>
    public SequenceStage(SequenceSpec spec, SequenceStatistics? learnt) : base(nameof(SequenceStage))
    {
        _spec = spec;
        register_module("standard", _standard = new StandardColumns(spec.Channels, learnt?.Moments));
    }

    public override IReadOnlyList<NetworkPort> Ports { get; } = [new(SavedColumns.Features, OnnxElement.Float, -1)];

    private long[] Flagged => [.. _spec.Flagged.Select(channel => (long)channel)];

    /// <summary>Sequences as the exported network takes them, filled up to the longest.</summary>
    /// <param name="rows">Numbers of each that are taken, step after step.</param>
    /// <param name="channels">Channels.</param>
    public static OrtValue ToOnnx(IReadOnlyList<float[]> rows, int channels)
    {
        var width = rows.Max(row => row.Length / channels * (channels + 1));
        var all = new float[(long)rows.Count * width];
        for (var i = 0; i < rows.Count; i++) RawSequence.Port(rows[i], channels).CopyTo(all, i * width);
        return OrtValue.CreateTensorValueFromMemory(all, [rows.Count, width]);
    }

    public override Tensor Run(Features features, Module body) => Call(body, Encode(features));

    public override OnnxValue Export(OnnxComposer composer, IReadOnlyList<OnnxValue> inputs, Module body) =>
        composer.Apply((Module<Tensor, Tensor>)body, Encode(composer, inputs));

    public Tensor Encode(Features features)
    {
        using var scope = NewDisposeScope();
        var (steps, mask) = Padded(features);
        List<Tensor> numbers = [_standard.call(steps)];
        if (_spec.Flagged.Count > 0) numbers.Add(steps.index_select(2, Tensors.OfLongs(Flagged).to(Device)).isnan().to(ScalarType.Float32));
        return cat([cat(numbers, 2).mul(mask), mask], 2).MoveToOuterDisposeScope();
    }

    public OnnxValue Encode(OnnxComposer composer, IReadOnlyList<OnnxValue> inputs) => composer.Within(this, () =>
    {
        var (steps, mask) = Split(composer, inputs[0]);
        var numbers = composer.Apply(_standard, steps);
        if (_spec.Flagged.Count > 0)
        {
            var some = composer.Node("Gather", [-1, _spec.Flagged.Count], [steps, StepMask.Longs(composer, Flagged)], ("axis", 2));
            numbers = composer.Concat(2, numbers, composer.Node("Cast", some.Shape, [composer.Node("IsNaN", some.Shape, [some])], ("to", (long)OnnxElement.Float)));
        }
        return composer.Concat(2, composer.Node("Mul", numbers.Shape, [numbers, mask]), mask);
    });

    // A sequence without a known number carries no information; an empty one is read as such.
    public Tensor? Presence(Features features)
    {
        using var scope = NewDisposeScope();
        var (steps, mask) = Padded(features);
        return steps.isnan().logical_not().to(ScalarType.Float32).mul(mask).amax([1, 2]).unsqueeze(1).MoveToOuterDisposeScope();
    }

    public OnnxValue? Presence(OnnxComposer composer, IReadOnlyList<OnnxValue> inputs)
    {
        var (steps, mask) = Split(composer, inputs[0]);
        var known = composer.Node("Cast", steps.Shape, [composer.Node("Not", steps.Shape, [composer.Node("IsNaN", steps.Shape, [steps])])], ("to", (long)OnnxElement.Float));
        var largest = composer.Node("ReduceMax", [], [composer.Node("Mul", steps.Shape, [known, mask])], ("axes", new long[] { 1, 2 }), ("keepdims", 0));
        return composer.Node("Unsqueeze", [1], [largest, StepMask.Longs(composer, 1)]);
    }

    // Sequences of different lengths, like those of the training, with values missing where training rows had such.
    public override Features Probe(int rows)
    {
        var random = new Random(1);
        int[] lengths = [.. Enumerable.Range(0, rows).Select(i => 1 + ((i + 1) * Math.Min(_spec.MaxLength - 1, 12) / rows))];
        var numbers = _standard.Probe(lengths.Sum(), _spec.Channels, random);
        foreach (var channel in _spec.Flagged)
            for (var step = 0; step < lengths.Sum(); step += 3) numbers[(step * _spec.Channels) + channel] = float.NaN;
        return new Features(new RaggedPart(Tensors.OfFloats(numbers, Device, lengths.Sum(), _spec.Channels), lengths));
    }

    public override Features Empty(int rows)
    {
        var steps = Math.Min(3, _spec.MaxLength);
        return new(new RaggedPart(zeros([(long)rows * steps, _spec.Channels], ScalarType.Float32, Device), [.. Enumerable.Repeat(steps, rows)]));
    }

    public override IReadOnlyList<OrtValue> ToOnnx(Features features)
    {
        using var scope = NewDisposeScope();
        var part = (RaggedPart)features.Parts[0];
        var (all, at, rows) = (Tensors.ToFloats(part.Joined()), 0, new List<float[]>());
        foreach (var length in part.Lengths)
        {
            rows.Add(all.AsSpan(at, length * _spec.Channels).ToArray());
            at += length * _spec.Channels;
        }
        return [ToOnnx(rows, _spec.Channels)];
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _standard.Dispose();
        base.Dispose(disposing);
    }

    // Rows that are given as one tensor [rows, steps, channels] are equally long.
    private static (Tensor Steps, Tensor Mask) Padded(Features features)
    {
        if (features.Parts[0] is not RaggedPart ragged) return (features.Single, ones_like(features.Single.narrow(2, 0, 1)));
        var steps = ragged.Padded(0);
        return (steps, ragged.Mask((int)steps.shape[1]).unsqueeze(2).to(ScalarType.Float32));
    }

    // Rows of any width are tried before training: what is no whole step is filled up by zeros.
    private (OnnxValue Steps, OnnxValue Mask) Split(OnnxComposer composer, OnnxValue input)
    {
        long width = _spec.Channels + 1;
        OnnxValue Longs(params long[] values) => StepMask.Longs(composer, values);
        var wide = composer.Node("Pad", [-1], [input, Longs(0, 0, 0, width - 1)]);
        var numbers = composer.Node("Slice", [], [composer.Node("Shape", [], [wide]), Longs(1), Longs(2)]);
        var whole = composer.Node("Mul", [], [composer.Node("Div", [], [numbers, Longs(width)]), Longs(width)]);
        var all = composer.Node("Reshape", [-1, width], [composer.Node("Slice", [-1], [wide, Longs(0), whole, Longs(1)]), Longs(0, -1, width)]);
        return (StepMask.Numbers(composer, all, 0, width - 1), StepMask.Numbers(composer, all, width - 1, width));
    }
}
