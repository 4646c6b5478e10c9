using MLNetDeep.Common;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>
/// The end of every network, saved and exported with it: y = x * scale + shift for each output. It gives targets of a regression
/// their own units back, and divides logits by the temperature that calibration found. Where outputs are quantiles it puts them
/// in order. Where it clips, predictions stay within a range in evaluation. The members of an ensemble stay apart in training, where each has a loss of its own, and are pooled in evaluation.
/// Shapes: [rows, outputs] stay; [rows, members, outputs] stay in training and become [rows, outputs] in evaluation.
/// </summary>
internal sealed class OutputStage : Module<Tensor, Tensor>, IOnnxExportable
{
    private const string ScaleName = "scale", ShiftName = "shift", LowName = "low", HighName = "high";
    private readonly bool _sorts;
    private readonly MemberPooling _pooling;
    private bool _isNeutral;

    public OutputStage(ReadOnlySpan<float> scales, ReadOnlySpan<float> shifts, bool sorts = false, MemberPooling pooling = MemberPooling.Mean)
        : base(nameof(OutputStage))
    {
        (_sorts, _pooling) = (sorts, pooling);
        register_buffer(ScaleName, Tensors.OfFloats(scales, 1, scales.Length));
        register_buffer(ShiftName, Tensors.OfFloats(shifts, 1, shifts.Length));
        Refresh();
    }

    /// <summary>A stage that leaves outputs as they are.</summary>
    public static OutputStage Neutral(int outputs, bool sorts = false, MemberPooling pooling = MemberPooling.Mean)
    {
        var ones = new float[outputs];
        Array.Fill(ones, 1);
        return new OutputStage(ones, new float[outputs], sorts, pooling);
    }

    /// <summary>What each output is multiplied with.</summary>
    public float[] Scales => Tensors.ToFloats(get_buffer(ScaleName)!);

    /// <summary>What each output is multiplied with [1, outputs].</summary>
    public Tensor Scale => get_buffer(ScaleName)!;

    /// <summary>What is added to each output then [1, outputs].</summary>
    public Tensor Shift => get_buffer(ShiftName)!;

    private bool Clips => get_buffer(LowName) is not null;

    /// <summary>Clips predictions to a range from now on, in evaluation.</summary>
    /// <param name="lows">The least of each output.</param>
    /// <param name="highs">The greatest.</param>
    public OutputStage Clip(ReadOnlySpan<float> lows, ReadOnlySpan<float> highs)
    {
        register_buffer(LowName, Tensors.OfFloats(lows, 1, lows.Length));
        register_buffer(HighName, Tensors.OfFloats(highs, 1, highs.Length));
        return this;
    }

    /// <summary>Divides all outputs by this from now on.</summary>
    public void Divide(double temperature)
    {
        using var still = no_grad();
        get_buffer(ScaleName)!.DivideInPlace(temperature);
        get_buffer(ShiftName)!.DivideInPlace(temperature);
        Refresh();
    }

    /// <summary>Takes note of buffers that were loaded.</summary>
    public void Refresh() => _isNeutral = Tensors.ToFloats(get_buffer(ScaleName)!).All(s => s == 1)
        && Tensors.ToFloats(get_buffer(ShiftName)!).All(s => s == 0);

    public override Tensor forward(Tensor input)
    {
        var pools = !training && input.shape.Length == 3;
        var clips = Clips && !training;
        if (_isNeutral && !_sorts && !pools && !clips) return input.alias();
        using var scope = NewDisposeScope();
        var pooled = pools ? _pooling.Pool(input) : input;
        var scaled = _isNeutral ? pooled : pooled.mul(get_buffer(ScaleName)!).Plus(get_buffer(ShiftName)!);
        if (clips) scaled = scaled.maximum(get_buffer(LowName)!).minimum(get_buffer(HighName)!);
        return (_sorts ? scaled.sort(-1).Item1 : scaled).MoveToOuterDisposeScope();
    }

    public OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var value = input.Shape.Count == 2 ? _pooling.Export(composer, input) : input;
        if (!_isNeutral)
        {
            value = composer.Node("Mul", value.Shape, [value, composer.Constant(get_buffer(ScaleName)!)]);
            value = composer.Node("Add", value.Shape, [value, composer.Constant(get_buffer(ShiftName)!)]);
        }
        if (Clips)
        {
            value = composer.Node("Max", value.Shape, [value, composer.Constant(get_buffer(LowName)!)]);
            value = composer.Node("Min", value.Shape, [value, composer.Constant(get_buffer(HighName)!)]);
        }
        return _sorts ? Sort(composer, value) : value;
    }

    // ONNX has no operator that sorts, but one that gives the smallest few in their order: all of them.
    private static OnnxValue Sort(OnnxComposer composer, OnnxValue value)
    {
        var count = composer.Graph.Constant(OnnxTensor.Vector(value.Shape[0]));
        composer.Graph.AddNode("TopK", "", "sort", [value.Name, count], ["sorted", "sorted_order"], ("axis", 1), ("largest", 0), ("sorted", 1));
        return new OnnxValue("sorted", [.. value.Shape]);
    }
}
