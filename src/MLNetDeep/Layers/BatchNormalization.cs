using MLNetDeep.Common;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>
/// Batch normalization. Ioffe and Szegedy, Batch Normalization (2015): y = (x - mean) / √(variance + ε) · weight + bias, for each channel by
/// the statistics of the mini-batch in training, and by running averages of them in evaluation. A batch with a single value a channel, as the last
/// of an epoch may be, has no variance of its own and is normalized by the running averages in training too. Over its first ten
/// mini-batches a new layer averages evenly: else what it starts from, 0 and 1, would outweigh small variances in short trainings. One that follows epochs
/// averages over about the last epoch where that has fewer than ten mini-batches: averages over several would be of weights of long ago. Weights are named
/// as in PyTorch.
/// Shapes: [rows, channels] and [rows, channels, height, width] stay.
/// </summary>
internal sealed class BatchNormalization : Block, IKnowsEpochs, ITakesBFloat16
{
    private const string WeightName = "weight", BiasName = "bias", MeanName = "running_mean", VarianceName = "running_var", CountName = "num_batches_tracked";
    private const double Momentum = 0.1;
    private readonly double _epsilon;
    private readonly bool _followsEpochs;
    private double _momentum = Momentum;
    private long? _batches;

    /// <param name="channels">Channels, or columns.</param>
    /// <param name="epsilon">What is added to each variance.</param>
    /// <param name="followsEpochs">Whether running averages go back no further than about an epoch.</param>
    public BatchNormalization(int channels, double epsilon = 1e-5, bool followsEpochs = false) : base(nameof(BatchNormalization))
    {
        (_epsilon, _followsEpochs) = (epsilon, followsEpochs);
        Parameter(WeightName, ones(channels));
        Parameter(BiasName, zeros(channels));
        register_buffer(MeanName, zeros(channels));
        register_buffer(VarianceName, ones(channels));
        register_buffer(CountName, zeros([], ScalarType.Int64));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) => composer.Node("BatchNormalization", input.Shape,
        [input, .. new[] { get_parameter(WeightName)!, get_parameter(BiasName)!, get_buffer(MeanName)!, get_buffer(VarianceName)! }.Select(composer.Constant)],
        ("epsilon", (float)_epsilon));

    public void Begin(long batches)
    {
        if (_followsEpochs) _momentum = Math.Max(Momentum, 1.0 / Math.Max(1, batches));
    }

    /// <inheritdoc/>
    public override void train(bool train = true)
    {
        base.train(train);
        _batches = null; // buffers may have been loaded
    }

    protected override Tensor Run(Tensor input)
    {
        var byBatch = training && input.numel() > input.shape[1];
        return functional.batch_norm(input, get_buffer(MeanName), get_buffer(VarianceName), get_parameter(WeightName), get_parameter(BiasName),
            byBatch, byBatch ? Count() : 0, _epsilon);
    }

    // The share of the next mini-batch in the running averages.
    private double Count()
    {
        var count = get_buffer(CountName)!;
        _batches ??= count.item<long>() is var counted and > 0 ? counted : IsNew ? 0 : (long)(1 / Momentum);
        _batches++;
        count.AddInPlace(1L);
        return Math.Max(_momentum, 1.0 / _batches.Value);
    }

    // Published weights may say that no mini-batch was counted.
    private bool IsNew => get_buffer(MeanName)!.count_nonzero().item<long>() == 0 && get_buffer(VarianceName)!.Minus(1).count_nonzero().item<long>() == 0;
}
