using TorchSharp.Modules;

namespace MLNetDeep.Onnx.Layers;

/// <summary>Transposed convolutions.</summary>
internal static class TransposedConvolutionLayers
{
    public static OnnxValue ConvTranspose1d(Layer layer) => Convolve(layer);

    public static OnnxValue ConvTranspose2d(Layer layer) => Convolve(layer);

    private static OnnxValue Convolve(Layer layer)
    {
        var conv = (Convolution)layer.Module;
        long[] outputs = layer.OutputShape(), padding = conv.padding!;
        // TorchSharp 0.107.0 runs with the first output padding for all dimensions, so the sizes tell it, not the property.
        long[] extra = [.. padding.Select((pad, dim) => outputs[dim + 1]
            - ((layer.RowShape[dim + 1] - 1) * conv.stride[dim]) + (2 * pad) - (conv.dilation[dim] * (conv.kernel_size[dim] - 1)) - 1)];
        return ConvolutionLayers.Node(
            layer, "ConvTranspose", layer.Input.Name, outputs, [.. padding, .. padding], ("output_padding", extra));
    }
}
