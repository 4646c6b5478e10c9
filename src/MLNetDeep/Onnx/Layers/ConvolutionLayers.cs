using TorchSharp;
using TorchSharp.Modules;

namespace MLNetDeep.Onnx.Layers;

/// <summary>Convolutions.</summary>
internal static class ConvolutionLayers
{
    public static OnnxValue Conv1d(Layer layer) => Convolve(layer);

    public static OnnxValue Conv2d(Layer layer) => Convolve(layer);

    /// <summary>A node for a convolution, plain or transposed.</summary>
    /// <param name="layer">The convolution.</param>
    /// <param name="op">What ONNX calls it.</param>
    /// <param name="input">What it is given.</param>
    /// <param name="outputs">The dimensions of one row of what it gives.</param>
    /// <param name="pads">The padding before each dimension, then that after each.</param>
    /// <param name="more">What only one kind of convolution has.</param>
    public static OnnxValue Node(
        Layer layer, string op, string input, long[] outputs, long[] pads, params (string Name, object Value)[] more)
    {
        var conv = (Convolution)layer.Module;
        return layer.Node(op, outputs, [input, .. layer.Weights(conv.weight, conv.bias)],
        [
            ("group", conv.groups), ("kernel_shape", conv.kernel_size), ("strides", conv.stride), ("dilations", conv.dilation),
            ("pads", pads), .. more,
        ]);
    }

    private static OnnxValue Convolve(Layer layer)
    {
        var conv = (Convolution)layer.Module;
        long[] outputs = layer.OutputShape();
        long[] pads = Pads(conv, layer.RowShape, outputs);
        if (conv.padding_mode is PaddingModes.Zeros or PaddingModes.Constant || pads.All(pad => pad == 0))
            return Node(layer, "Conv", layer.Input.Name, outputs, pads);
        string padded = layer.Pad(pads, conv.padding_mode switch
        {
            PaddingModes.Reflect => "reflect",
            PaddingModes.Replicate => "edge",
            _ => throw layer.Unclear("opset 17 has no circular padding."),
        });
        return Node(layer, "Conv", padded, outputs, new long[pads.Length]);
    }

    private static long[] Pads(Convolution conv, long[] inputs, long[] outputs)
    {
        if (conv.padding is { } both)
            return [.. both, .. both];
        // Of "same" the layer does not tell the widths. It has no stride: they make up for what the kernel takes, the odd one last.
        long[] all = [.. conv.kernel_size.Select((kernel, dim) => conv.padding_type == Padding.Same
            ? outputs[dim + 1] - inputs[dim + 1] + (conv.dilation[dim] * (kernel - 1)) : 0)];
        return [.. all.Select(pad => pad / 2), .. all.Select(pad => pad - (pad / 2))];
    }
}
