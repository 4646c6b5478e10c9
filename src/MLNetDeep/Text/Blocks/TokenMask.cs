using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using static TorchSharp.torch;

namespace MLNetDeep.Texts;

/// <summary>Which places of rows hold a token: 1, and 0 behind the end of shorter texts. Shapes: [rows, longest] of tokens → [rows, longest, 1].</summary>
internal static class TokenMask
{
    public static Tensor Of(Tensor tokens) => tokens.sign().to(ScalarType.Float32).unsqueeze(2);

    public static OnnxValue Of(OnnxComposer composer, OnnxValue tokens)
    {
        var sign = composer.Node("Sign", tokens.Shape, [tokens]);
        var real = composer.Node("Cast", tokens.Shape, [sign], ("to", (long)OnnxElement.Float));
        return composer.Node("Unsqueeze", [.. tokens.Shape, 1], [real, StepMask.Longs(composer, 2)]);
    }
}
