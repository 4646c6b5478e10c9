using MLNetDeep.Common;
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
            _blocks.Add(Part($"block{_blocks.Count}", new CausalBlock(_blocks.Count == 0 ? shape.Width : _channels, options, dilation, shape.LookBack)));
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

    /// <summary>relu(x + convolutions(x)). Shapes: [windows, channels, steps] → [windows, channels, steps].</summary>
    private sealed class CausalBlock : Block
    {
        private readonly int _steps;
        private readonly Conv1d _first, _second;
        private readonly Conv1d? _widen;
        private readonly Dropout _dropout;

        public CausalBlock(int inputs, TcnForecasterOptions options, int dilation, int steps) : base(nameof(CausalBlock))
        {
            _steps = steps;
            // Padded on both sides; what is behind the last step is cut off.
            var padding = (long)(options.KernelSize - 1) * dilation;
            _first = Part("conv1", Conv1d(inputs, options.Channels, options.KernelSize, padding: padding, dilation: dilation));
            _second = Part("conv2", Conv1d(options.Channels, options.Channels, options.KernelSize, padding: padding, dilation: dilation));
            _widen = inputs == options.Channels ? null : Part("widen", Conv1d(inputs, options.Channels, 1));
            _dropout = Part("dropout", Dropout(options.Dropout));
        }

        public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
        {
            OnnxValue Causal(Conv1d convolution, OnnxValue value)
            {
                var wide = composer.Apply(convolution, value);
                OnnxValue Index(long place) => NormalizedBody.Index(composer, place);
                var cut = composer.Node("Slice", [wide.Shape[0], _steps], [wide, Index(0), Index(_steps), Index(2)]);
                return composer.Node("Relu", cut.Shape, [cut]);
            }
            var sum = composer.Add(Causal(_second, Causal(_first, input)), _widen is null ? input : composer.Apply(_widen, input));
            return composer.Node("Relu", sum.Shape, [sum]);
        }

        protected override Tensor Run(Tensor input)
        {
            Tensor Causal(Conv1d convolution, Tensor value) => _dropout.call(functional.relu(convolution.call(value).narrow(2, 0, _steps)));
            return functional.relu(Causal(_second, Causal(_first, input)).Plus(_widen is null ? input : _widen.call(input)));
        }
    }
}
