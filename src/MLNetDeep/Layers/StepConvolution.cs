using MLNetDeep.Onnx;
using TorchSharp.Modules;

namespace MLNetDeep.Layers;

/// <summary>Convolutions over steps whose number is open, in ONNX.</summary>
internal static class StepConvolution
{
    /// <summary>Adds a convolution that keeps the number of steps. Shapes: [rows, channels, steps] → [rows, filters, steps].</summary>
    /// <param name="composer">The graph.</param>
    /// <param name="convolution">The convolution.</param>
    /// <param name="input">What it is given.</param>
    /// <param name="before">Zeros before the first step.</param>
    /// <param name="after">Zeros behind the last.</param>
    public static OnnxValue Export(OnnxComposer composer, Conv1d convolution, OnnxValue input, long before, long after)
    {
        List<OnnxValue> inputs = [input, composer.Constant(convolution.weight)];
        if (convolution.bias is { } bias) inputs.Add(composer.Constant(bias));
        return composer.Node("Conv", [convolution.weight.shape[0], input.Shape[1]], inputs,
            ("kernel_shape", convolution.kernel_size), ("dilations", convolution.dilation), ("pads", new[] { before, after }));
    }
}
