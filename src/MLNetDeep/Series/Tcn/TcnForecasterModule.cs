using MLNetDeep.Inputs.Series;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Series;

/// <summary>
/// A temporal convolutional network. Bai et al. (2018): residual blocks of two causal convolutions, each block with twice the dilation of the one before, until the last step sees the whole window; a linear layer forecasts all steps to
/// come from that step. Shapes: [windows, steps, columns] → [windows, horizon, columns].
/// </summary>
internal sealed class TcnForecasterModule : Block
{
    private readonly SeriesShape _shape;
    private readonly int _channels;
    private readonly List<CausalBlock> _blocks = [];
    private readonly Linear _head;

    public TcnForecasterModule(TcnForecasterOptions options, SeriesShape shape) : base(nameof(TcnForecasterModule))
    {
        (_shape, _channels) = (shape, options.Channels);
        long seen = 1;
        for (var dilation = 1; _blocks.Count == 0 || seen < shape.LookBack; dilation *= 2)
        {
            _blocks.Add(Part($"block{_blocks.Count}", new CausalBlock(_blocks.Count == 0 ? shape.Width : _channels, _channels, options.KernelSize, dilation, options.Dropout)));
            seen += 2L * (options.KernelSize - 1) * dilation;
        }
        _head = Part("head", Linear(_channels, (long)shape.Horizon * shape.Width));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var steps = _blocks.Aggregate(Permute.Transpose(composer, input, 0, 2, 1), (value, block) => composer.Apply(block, value));
        var last = composer.Node("Gather", [_channels], [steps, new OnnxValue(composer.Graph.Constant(Onnx.Graph.OnnxTensor.WholeScalar(_shape.LookBack - 1)), [])], ("axis", 2));
        return composer.Reshape(composer.Apply(_head, last), _shape.Horizon, _shape.Width);
    }

    protected override Tensor Run(Tensor input)
    {
        var steps = _blocks.Aggregate(input.transpose(1, 2), (value, block) => block.call(value));
        return _head.call(steps.select(2, _shape.LookBack - 1)).reshape(-1, _shape.Horizon, _shape.Width);
    }
}
