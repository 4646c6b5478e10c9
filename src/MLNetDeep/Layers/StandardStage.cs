using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using static TorchSharp.torch;

namespace MLNetDeep.Layers;

/// <summary>
/// The front of networks for pictures and rows of numbers. Takes rows of raw numbers [rows, numbers], gives them their shape and makes each entry of
/// its first dimension (each channel of a picture) standard: y = (x - mean) / deviation.
/// Shapes: [rows, channels × height × width] → [rows, channels, height, width]; [rows, width] stays.
/// </summary>
internal sealed class StandardStage : TensorInput
{
    private const string MeanName = "mean", ScaleName = "scale";

    /// <summary>Makes a stage.</summary>
    /// <param name="shape">The shape of a row.</param>
    /// <param name="learnt">What the training rows are like; null leaves numbers as they are, for weights to be loaded into.</param>
    public StandardStage(InputShape shape, FeatureStatistics? learnt = null) : this(shape, learnt is null ? null : (learnt.Means(), learnt.Deviations()))
    {
    }

    /// <summary>Makes a stage.</summary>
    /// <param name="shape">The shape of a row.</param>
    /// <param name="learnt">Means and deviations; null leaves numbers as they are.</param>
    public StandardStage(InputShape shape, (float[] Means, float[] Deviations)? learnt) : base(nameof(StandardStage), shape.Size)
    {
        Shape = shape;
        var groups = (int)shape.Dimensions[0];
        long[] broadcast = [1, groups, .. Enumerable.Repeat(1L, shape.Dimensions.Count - 1)];
        var (means, deviations) = learnt ?? (new float[groups], [.. Enumerable.Repeat(1f, groups)]);
        register_buffer(MeanName, Tensors.OfFloats(means, broadcast));
        register_buffer(ScaleName, Tensors.OfFloats(Array.ConvertAll(deviations, deviation => 1 / deviation), broadcast));
    }

    public InputShape Shape { get; }

    /// <summary>Whether raw numbers are whole ones from 0 to 255.</summary>
    public bool IsBytes { get; init; }

    /// <summary>What is taken away from each channel or column; [1, channels, 1, 1] or [1, width].</summary>
    public Tensor Mean => get_buffer(MeanName)!;

    /// <summary>What is multiplied with then.</summary>
    public Tensor Scale => get_buffer(ScaleName)!;

    public override Tensor Encode(Tensor rows)
    {
        using var scope = NewDisposeScope();
        var shaped = rows.to(ScalarType.Float32).reshape([-1, .. Shape.Dimensions]);
        return shaped.sub(Mean).mul(Scale).MoveToOuterDisposeScope();
    }

    public override Features Probe(int rows)
    {
        var random = RandomProbe.Create([rows, .. Shape.Dimensions]).to(Device).div(Scale).Plus(Mean).reshape(rows, -1);
        return IsBytes ? random.Between(0, 255).round() : random;
    }

    // An all-black image carries no information; a missing image is read as one.
    public override Tensor? Presence(Features features) => IsPicture ? features.Single.to(ScalarType.Float32).abs().amax([1], keepdim: true).Above(0).to(ScalarType.Float32) : null;

    public override OnnxValue? Presence(OnnxComposer composer, IReadOnlyList<OnnxValue> inputs)
    {
        if (!IsPicture) return null;
        var largest = composer.Node("ReduceMax", [1], [composer.Node("Abs", inputs[0].Shape, [inputs[0]])], ("axes", new long[] { 1 }), ("keepdims", 1));
        return composer.Node("Cast", [1], [composer.Node("Greater", [1], [largest, composer.Constant(0)])], ("to", (long)OnnxElement.Float));
    }

    private bool IsPicture => Shape.Dimensions.Count > 1;

    protected override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var shaped = composer.Reshape(input, [.. Shape.Dimensions]);
        var centred = composer.Node("Sub", shaped.Shape, [shaped, composer.Constant(Mean)]);
        return composer.Node("Mul", shaped.Shape, [centred, composer.Constant(Scale)]);
    }
}
