using MLNetDeep.Common;
using MLNetDeep.Inputs.Series;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Series;

/// <summary>
/// PatchTST. Nie et al., A Time Series is Worth 64 Words (2023): each column by itself is cut into patches, which overlap; a linear layer and learnt positions make tokens of them, encoder layers with batch normalization behind
/// their residual connections work on these, and a linear layer over all tokens forecasts. The last value is repeated so that the last patch is whole. Shapes: [windows, steps, columns] → [windows, horizon, columns].
/// </summary>
internal sealed class PatchTstModule : Block
{
    private const string PositionName = "position";
    private readonly SeriesShape _shape;
    private readonly int _length, _stride, _patches, _width;
    private readonly Linear _embed, _head;
    private readonly Dropout _dropout;
    private readonly List<PatchLayer> _layers;

    public PatchTstModule(PatchTstOptions options, SeriesShape shape) : base(nameof(PatchTstModule))
    {
        (_shape, _length, _stride, _width) = (shape, options.PatchLength, options.Stride, options.Width);
        _patches = ((shape.LookBack - _length) / _stride) + 2;
        _embed = Part("embed", Linear(_length, _width));
        Parameter(PositionName, StartValues.Narrow(1, _patches, _width));
        _dropout = Part("dropout", Dropout(options.Dropout));
        _layers = [.. Enumerable.Range(0, options.Layers).Select(i => Part($"layer{i}", new PatchLayer(options, _patches)))];
        _head = Part("head", Linear((long)_patches * _width, shape.Horizon));
    }

    // The first step that the patches reach back to, and how often the last value is repeated.
    private (int First, int Repeated) Ends => (_shape.LookBack - _length - ((_patches - 2) * _stride), _stride);

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var columns = composer.Reshape(Permute.Transpose(composer, input, 0, 2, 1), _shape.LookBack);
        var last = composer.Columns(columns, _shape.LookBack - 1, _shape.LookBack);
        var padded = composer.Concat(1, [composer.Columns(columns, Ends.First, _shape.LookBack), .. Enumerable.Repeat(last, Ends.Repeated)]);
        var patches = composer.Concat(1, [.. Enumerable.Range(0, _patches).Select(i => composer.Reshape(composer.Columns(padded, i * _stride, (i * _stride) + _length), 1, _length))]);
        var embedded = composer.Apply(_embed, patches);
        var tokens = composer.Node("Add", embedded.Shape, [embedded, composer.Constant(get_parameter(PositionName)!)]);
        foreach (var layer in _layers) tokens = composer.Apply(layer, tokens);
        var forecast = composer.Apply(_head, composer.Reshape(tokens, (long)_patches * _width));
        return Permute.Transpose(composer, composer.Reshape(forecast, _shape.Width, _shape.Horizon), 0, 2, 1);
    }

    protected override Tensor Run(Tensor input)
    {
        var columns = input.transpose(1, 2).reshape(-1, _shape.LookBack);
        var last = columns.narrow(1, _shape.LookBack - 1, 1).expand(columns.shape[0], Ends.Repeated);
        var patches = cat([columns.narrow(1, Ends.First, _shape.LookBack - Ends.First), last], 1).unfold(1, _length, _stride);
        var tokens = _dropout.call(_embed.call(patches).Plus(get_parameter(PositionName)!));
        foreach (var layer in _layers) tokens = layer.call(tokens);
        var forecast = _head.call(_dropout.call(tokens.reshape(-1, (long)_patches * _width)));
        return forecast.reshape(-1, _shape.Width, _shape.Horizon).transpose(1, 2);
    }
}
