using MLNetDeep.Common;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>
/// Batch normalization. Ioffe and Szegedy, Batch Normalization (2015): y = (x - mean) / √(variance + ε) · weight + bias, for each channel by
/// the statistics of the mini-batch in training, and by running averages of them in evaluation. A batch with a single value a channel, as the last
/// of an epoch may be, has no variance of its own and is normalized by the running averages in training too. Weights are named as in PyTorch.
/// Shapes: [rows, channels] and [rows, channels, height, width] stay.
/// </summary>
internal sealed class BatchNormalization : Block
{
    private const string WeightName = "weight", BiasName = "bias", MeanName = "running_mean", VarianceName = "running_var", CountName = "num_batches_tracked";
    private const double Momentum = 0.1;
    private readonly double _epsilon;

    /// <param name="channels">Channels, or columns.</param>
    /// <param name="epsilon">What is added to each variance.</param>
    public BatchNormalization(int channels, double epsilon = 1e-5) : base(nameof(BatchNormalization))
    {
        _epsilon = epsilon;
        Parameter(WeightName, ones(channels));
        Parameter(BiasName, zeros(channels));
        register_buffer(MeanName, zeros(channels));
        register_buffer(VarianceName, ones(channels));
        register_buffer(CountName, zeros([], ScalarType.Int64));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) => composer.Node("BatchNormalization", input.Shape,
        [input, .. new[] { get_parameter(WeightName)!, get_parameter(BiasName)!, get_buffer(MeanName)!, get_buffer(VarianceName)! }.Select(composer.Constant)],
        ("epsilon", (float)_epsilon));

    protected override Tensor Run(Tensor input)
    {
        var byBatch = training && input.numel() > input.shape[1];
        if (byBatch) get_buffer(CountName)!.AddInPlace(1L);
        return functional.batch_norm(input, get_buffer(MeanName), get_buffer(VarianceName), get_parameter(WeightName), get_parameter(BiasName),
            byBatch, Momentum, _epsilon);
    }
}
