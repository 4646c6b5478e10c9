using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Sequences;

/// <summary>
/// Batch normalization (Ioffe and Szegedy, 2015) over the steps of sequences: places behind the end of shorter ones count for nothing, and are 0 after it. Shapes: [rows, channels, longest] stay.
/// </summary>
internal sealed class MaskedBatchNorm : Block
{
    private const string WeightName = "weight", BiasName = "bias", MeanName = "running_mean", VarianceName = "running_var", CountName = "num_batches_tracked";
    private const double Epsilon = 1e-5, Momentum = 0.1;

    /// <param name="channels">Channels.</param>
    public MaskedBatchNorm(long channels) : base(nameof(MaskedBatchNorm))
    {
        Parameter(WeightName, ones(1, channels, 1));
        Parameter(BiasName, zeros(1, channels, 1));
        register_buffer(MeanName, zeros(1, channels, 1));
        register_buffer(VarianceName, ones(1, channels, 1));
        register_buffer(CountName, zeros([], ScalarType.Int64));
    }

    /// <summary>Normalizes the steps that the mask [rows, 1, longest] has a 1 for.</summary>
    public Tensor Run(Tensor input, Tensor mask)
    {
        using var scope = NewDisposeScope();
        var (mean, variance) = (get_buffer(MeanName)!, get_buffer(VarianceName)!);
        if (training)
        {
            var count = mask.sum();
            mean = input.mul(mask).sum([0, 2], keepdim: true).div(count);
            variance = input.sub(mean).Squared().mul(mask).sum([0, 2], keepdim: true).div(count);
            Follow(mean.detach(), variance.detach(), count);
        }
        var scale = variance.Plus(Epsilon).rsqrt().mul(get_parameter(WeightName)!);
        return input.sub(mean).mul(scale).Plus(get_parameter(BiasName)!).mul(mask).MoveToOuterDisposeScope();
    }

    /// <summary>Adds what <see cref="Run(Tensor, Tensor)"/> does in evaluation mode.</summary>
    public OnnxValue Export(OnnxComposer composer, OnnxValue input, OnnxValue mask)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var scale = get_buffer(VarianceName)!.Plus(Epsilon).rsqrt().mul(get_parameter(WeightName)!);
        var scaled = composer.Node("Mul", input.Shape, [composer.Node("Sub", input.Shape, [input, composer.Constant(get_buffer(MeanName)!)]), composer.Constant(scale)]);
        return composer.Node("Mul", input.Shape, [composer.Node("Add", input.Shape, [scaled, composer.Constant(get_parameter(BiasName)!)]), mask]);
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) => throw new NotSupportedException("It is exported with a mask.");

    protected override Tensor Run(Tensor input) => Run(input, ones_like(input.narrow(1, 0, 1)));

    // The first mini-batches count alike: the share of the next one is never less than that of those before.
    private void Follow(Tensor mean, Tensor variance, Tensor count)
    {
        using var still = no_grad();
        var batches = get_buffer(CountName)!;
        batches.AddInPlace(1L);
        var share = Math.Max(Momentum, 1.0 / batches.item<long>());
        get_buffer(MeanName)!.MultiplyInPlace(1 - share).AddInPlace(mean, share);
        // What of n steps is the variance of their population.
        var unbiased = variance.mul(count).div(count.Minus(1).AtLeast(1));
        get_buffer(VarianceName)!.MultiplyInPlace(1 - share).AddInPlace(unbiased, share);
    }
}
