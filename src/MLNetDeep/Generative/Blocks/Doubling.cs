using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using static TorchSharp.torch;

namespace MLNetDeep.Generative;

/// <summary>
/// Every pixel becomes four, and what is too much on the right and at the bottom goes. Written without the native function for it, whose gradient's errors would end the process.
/// Shapes: [rows, channels, h, w] → [rows, channels, height, width], where height is 2 h or 2 h - 1, and width alike.
/// </summary>
internal sealed class Doubling(int height, int width) : Block(nameof(Doubling))
{
    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        long channels = input.Shape[0], h = input.Shape[1], w = input.Shape[2];
        var none = new OnnxValue("", []);
        var scales = new OnnxValue(composer.Graph.Constant(OnnxTensor.Of([1f, 1f, 2f, 2f], 4)), [4]);
        var doubled = composer.Node("Resize", [channels, 2 * h, 2 * w], [input, none, scales], ("mode", "nearest"), ("coordinate_transformation_mode", "asymmetric"), ("nearest_mode", "floor"));
        if (2 * h == height && 2 * w == width) return doubled;
        OnnxValue Vector(params long[] values) => new(composer.Graph.Constant(OnnxTensor.Vector(values)), [values.Length]);
        return composer.Node("Slice", [channels, height, width], [doubled, Vector(0, 0), Vector(height, width), Vector(2, 3)]);
    }

    protected override Tensor Run(Tensor input)
    {
        var (rows, channels, h, w) = (input.shape[0], input.shape[1], input.shape[2], input.shape[3]);
        var doubled = input.unsqueeze(3).unsqueeze(5).expand(rows, channels, h, 2, w, 2).reshape(rows, channels, 2 * h, 2 * w);
        return doubled.narrow(2, 0, height).narrow(3, 0, width);
    }
}
