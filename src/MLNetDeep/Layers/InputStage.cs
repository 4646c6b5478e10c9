using MLNetDeep.Common;
using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Layers;

/// <summary>
/// The front of networks for pictures and rows of numbers. Takes rows of raw numbers [rows, numbers], gives them their shape and makes each channel (or column) standard:
/// y = (x - mean) / deviation. Shapes: [rows, channels × height × width] → [rows, channels, height, width]; [rows, width] stays.
/// </summary>
internal sealed class InputStage : NetworkInput
{
    private const string MeanName = "mean", ScaleName = "scale";

    public InputStage(InputShape shape, ReadOnlySpan<float> means, ReadOnlySpan<float> deviations) : base(nameof(InputStage))
    {
        Shape = shape;
        long[] broadcast = shape is ImageShape ? [1, means.Length, 1, 1] : [1, means.Length];
        var scales = new float[deviations.Length];
        for (var i = 0; i < scales.Length; i++) scales[i] = 1 / deviations[i];
        register_buffer(MeanName, Tensors.OfFloats(means, broadcast));
        register_buffer(ScaleName, Tensors.OfFloats(scales, broadcast));
    }

    /// <summary>A stage that leaves numbers as they are, for weights to be loaded into.</summary>
    public InputStage(InputShape shape) : this(shape, new float[Groups(shape)], Ones(Groups(shape)))
    {
    }

    public InputShape Shape { get; }

    /// <summary>What is taken away from each channel or column; [1, channels, 1, 1] or [1, width].</summary>
    public Tensor Mean => get_buffer(MeanName)!;

    /// <summary>What is multiplied with then.</summary>
    public Tensor Scale => get_buffer(ScaleName)!;

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var shaped = input.to(ScalarType.Float32).reshape([-1, .. Shape.Dimensions]);
        return shaped.sub(Mean).mul(Scale).MoveToOuterDisposeScope();
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var shaped = composer.Reshape(input, [.. Shape.Dimensions]);
        var centred = composer.Node("Sub", shaped.Shape, [shaped, composer.Constant(Mean)]);
        return composer.Node("Mul", shaped.Shape, [centred, composer.Constant(Scale)]);
    }

    public override Tensor Probe(int rows) => RandomProbe.Create([rows, .. Shape.Dimensions]).to(Device).div(Scale).Plus(Mean).reshape(rows, -1);

    private static int Groups(InputShape shape) => shape is ImageShape image ? image.Channels : shape.Size;

    private static float[] Ones(int count)
    {
        var ones = new float[count];
        Array.Fill(ones, 1);
        return ones;
    }
}
