using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Series;

/// <summary>An encoder layer: y = norm(x + attention(x)), norm(y + feed-forward(y)), with batch normalization. Shapes: [rows, tokens, width] stay.</summary>
internal sealed class PatchLayer : Block
{
    private readonly int _tokens, _width;
    private readonly SelfAttention _attention;
    private readonly Sequential _forward;
    private readonly Dropout _dropout;
    private readonly BatchNormalization _first, _second;

    public PatchLayer(PatchTstOptions options, int tokens) : base(nameof(PatchLayer))
    {
        (_tokens, _width) = (tokens, options.Width);
        _attention = Part("attention", new SelfAttention(_width, options.Heads, options.Dropout));
        _forward = Part("forward", Sequential(("in", Linear(_width, options.HiddenWidth)), ("gelu", GELU()), ("dropout", Dropout(options.Dropout)), ("out", Linear(options.HiddenWidth, _width))));
        _dropout = Part("dropout", Dropout(options.Dropout));
        _first = Part("norm1", new BatchNormalization(_width));
        _second = Part("norm2", new BatchNormalization(_width));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var attended = Norm(composer, _first, composer.Add(input, composer.Apply(_attention, input)));
        return Norm(composer, _second, composer.Add(attended, composer.Apply(_forward, attended)));
    }

    protected override Tensor Run(Tensor input)
    {
        var attended = Norm(_first, input.Plus(_attention.call(input)));
        return Norm(_second, attended.Plus(_dropout.call(_forward.call(attended))));
    }

    private Tensor Norm(BatchNormalization norm, Tensor tokens) => norm.call(tokens.reshape(-1, _width)).reshape(-1, _tokens, _width);

    private OnnxValue Norm(OnnxComposer composer, BatchNormalization norm, OnnxValue tokens) =>
        composer.Reshape(composer.Apply(norm, composer.Reshape(tokens, _width)), _tokens, _width);
}
