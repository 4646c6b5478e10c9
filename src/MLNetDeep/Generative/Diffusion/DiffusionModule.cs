using MLNetDeep.Common;
using MLNetDeep.Inputs.Conditioned;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using static TorchSharp.torch;

namespace MLNetDeep.Generative;

/// <summary>
/// A diffusion model: a network learns to tell the noise in images from what is under it, at every strength of it, and a sampler goes from noise to images by it. Flow matching along straight paths
/// (Lipman et al., 2023; times from a logit-normal distribution, Esser et al., Scaling Rectified Flow Transformers, 2024), or the prediction of noise or velocity on a cosine path.
/// Shapes: values [rows, channels, height, width] and conditions [rows] → [rows, 1]: the mean squared error of the prediction.
/// </summary>
internal sealed class DiffusionModule : GenerativeModule
{
    private const int Judging = 7;
    private readonly DiffusionOptions _options;
    private readonly ImageShape _shape;
    private readonly DiffusionPath _path;
    private readonly UNet _network;

    public DiffusionModule(DiffusionOptions options, ConditionedShape shape) : base(nameof(DiffusionModule))
    {
        _options = options;
        _shape = shape.Values as ImageShape ?? throw new ArgumentException($"A diffusion model takes images, but the input is {shape.Values}.");
        _path = new DiffusionPath(options.Prediction);
        _network = Part("unet", new UNet(options, _shape, shape.Conditions));
    }

    public override string NumberColumn => "DenoisingError";

    public override int StateSize => _shape.Size;

    public override string Prediction => _options.Prediction.ToString();

    /// <summary>The error at half of the noise, which is the same for every row.</summary>
    public override RowValues Describe(OnnxComposer composer, OnnxValue values, OnnxValue? classes)
    {
        using var scope = NewDisposeScope();
        var noise = FixedNoise.Of([1, .. _shape.Dimensions], Judging);
        var half = Tensors.OfFloats([0.5f], 1);
        // The path is linear in values: what it makes of zeros and of ones tells all of it.
        var (fromZero, wantedZero) = _path.At(zeros_like(noise), noise, half);
        var (fromOne, wantedOne) = _path.At(ones_like(noise), noise, half);
        OnnxValue Line(Tensor at0, Tensor at1) => composer.Node("Add", values.Shape, [composer.Node("Mul", values.Shape, [values, composer.Constant(at1.sub(at0))]), composer.Constant(at0)]);
        var time = composer.Node("Add", [1], [Zeros(composer, values), composer.Constant(0.5)]);
        var any = classes ?? composer.Node("Cast", [1], [Zeros(composer, values)], ("to", (long)OnnxElement.Int64));
        var said = composer.Within(_network, () => _network.Export(composer, Line(fromZero, fromOne), time, any));
        return new RowValues(RowErrors.Export(composer, Line(wantedZero, wantedOne), said));
    }

    public override OnnxValue Generate(OnnxComposer composer, OnnxValue state, OnnxValue noise, OnnxValue classes)
    {
        var said = composer.Within(_network, () => _network.Export(composer, composer.Reshape(state, [.. _shape.Dimensions]), noise, classes));
        return composer.Reshape(said, StateSize);
    }

    protected override Tensor Run(ConditionedBatch input)
    {
        var (rows, device) = (input.Values.shape[0], input.Values.device);
        var noise = training ? randn_like(input.Values) : FixedNoise.Of(input.Values.shape, Judging).to(device);
        var times = Times(rows, device);
        var (noisy, wanted) = _path.At(input.Values, noise, times);
        return RowErrors.Of(wanted, _network.call(new UNetInput(noisy, times, Classes(input, rows, device)))).unsqueeze(1);
    }

    private Tensor Times(long rows, Device device)
    {
        // Every strength of noise as often as the next: the same for the same row each time that the network is judged.
        if (!training) return Arithmetic.Count(rows, device).to(ScalarType.Float32).Plus(0.5).Over(rows);
        return _options.Prediction == DiffusionPrediction.Flow ? randn(rows, device: device).sigmoid() : rand(rows, device: device);
    }

    private Tensor Classes(ConditionedBatch input, long rows, Device device)
    {
        var any = Arithmetic.Full([rows], _network.AnyClass, ScalarType.Int64, device);
        if (input.Classes is null) return any;
        return training && _options.ConditionDropout > 0 ? where(rand(rows, device: device).Above(_options.ConditionDropout), input.Classes, any) : input.Classes;
    }

    private static OnnxValue Zeros(OnnxComposer composer, OnnxValue values)
    {
        var flat = composer.Reshape(values, values.Shape.Aggregate(1L, (product, size) => product * size));
        return composer.Node("Mul", [1], [composer.Node("ReduceMean", [1], [flat], ("axes", new long[] { 1 }), ("keepdims", 1)), composer.Constant(0)]);
    }
}
