using MLNetDeep.Common;
using MLNetDeep.Inputs.Series;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Series;

/// <summary>
/// TSMixer. Chen et al., TSMixer: An All-MLP Architecture for Time Series Forecasting (2023): layers that mix steps, then columns, with residual connections, and a linear layer over time behind them. It can use what one column
/// tells of another. Shapes: [windows, steps, columns] → [windows, horizon, columns].
/// </summary>
internal sealed class TsMixerModule : Block
{
    private readonly List<MixerLayer> _layers;
    private readonly Sequential _head;

    public TsMixerModule(TsMixerOptions options, SeriesShape shape) : base(nameof(TsMixerModule))
    {
        _layers = [.. Enumerable.Range(0, options.Layers).Select(i => Part($"layer{i}", new MixerLayer(options, shape)))];
        _head = Part("head", TimeLinear.Of(Linear(shape.LookBack, shape.Horizon)));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) => composer.Apply(_head, _layers.Aggregate(input, (value, layer) => composer.Apply(layer, value)));

    protected override Tensor Run(Tensor input) => _head.call(_layers.Aggregate(input, (value, layer) => layer.call(value)));

    /// <summary>x + dropout(relu(linear over time(norm(x)))), then y + perceptron over columns(norm(y)). Shapes stay.</summary>
    private sealed class MixerLayer : Block
    {
        private readonly SeriesShape _shape;
        private readonly BatchNormalization _timeNorm, _columnNorm;
        private readonly Sequential _time, _columns;

        public MixerLayer(TsMixerOptions options, SeriesShape shape) : base(nameof(MixerLayer))
        {
            _shape = shape;
            _timeNorm = Part("time_norm", new BatchNormalization(shape.Size));
            _time = Part("time", Sequential(("columns_first", new Permute(0, 2, 1)), ("linear", Linear(shape.LookBack, shape.LookBack)), ("relu", ReLU()), ("steps_first", new Permute(0, 2, 1)), ("dropout", Dropout(options.Dropout))));
            _columnNorm = Part("column_norm", new BatchNormalization(shape.Size));
            _columns = Part("columns", Sequential(("in", Linear(shape.Width, options.HiddenWidth)), ("relu", ReLU()), ("dropout", Dropout(options.Dropout)), ("out", Linear(options.HiddenWidth, shape.Width)), ("dropout2", Dropout(options.Dropout))));
        }

        public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
        {
            var mixed = composer.Add(input, composer.Apply(_time, Norm(composer, _timeNorm, input)));
            return composer.Add(mixed, composer.Apply(_columns, Norm(composer, _columnNorm, mixed)));
        }

        protected override Tensor Run(Tensor input)
        {
            var mixed = input.Plus(_time.call(Norm(_timeNorm, input)));
            return mixed.Plus(_columns.call(Norm(_columnNorm, mixed)));
        }

        private Tensor Norm(BatchNormalization norm, Tensor value) => norm.call(value.reshape(-1, _shape.Size)).reshape(-1, _shape.LookBack, _shape.Width);

        private OnnxValue Norm(OnnxComposer composer, BatchNormalization norm, OnnxValue value) =>
            composer.Reshape(composer.Apply(norm, composer.Reshape(value, _shape.Size)), _shape.LookBack, _shape.Width);
    }
}
