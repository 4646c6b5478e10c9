using MLNetDeep.Onnx.Graph;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Onnx.Layers;

/// <summary>
/// Convolutions. The weight's shape gives the kernel, with the input's channels it gives the groups. Stride, dilation and
/// padding are those under which the plain function, with the layer's weights, answers a random image as the layer does.
/// </summary>
internal static class ConvolutionLayers
{
    private static readonly PaddingModes[] Modes =
        [PaddingModes.Zeros, PaddingModes.Reflect, PaddingModes.Replicate, PaddingModes.Circular];

    public static OnnxValue Conv1d(Layer layer)
    {
        var conv = (Conv1d)layer.Module;
        return Convolve(layer, conv.weight!, conv.bias, (x, w, g, s) =>
            functional.conv1d(x, w, null, s[0].Stride, 0, s[0].Dilation, g));
    }

    public static OnnxValue Conv2d(Layer layer)
    {
        var conv = (Conv2d)layer.Module;
        return Convolve(layer, conv.weight!, conv.bias, (x, w, g, s) =>
            functional.conv2d(x, w, null, Each(s, d => d.Stride), [0, 0], Each(s, d => d.Dilation), g));
    }

    private delegate Tensor Function(Tensor x, Tensor weight, long groups, WindowSettings[] settings);

    private static OnnxValue Convolve(Layer layer, Tensor weight, Tensor? bias, Function function)
    {
        using var scope = NewDisposeScope();
        long groups = layer.RowShape[0] / weight.shape[1];
        long[] outputs = layer.OutputShape();
        var candidates = weight.shape[2..].Select((kernel, dim) => WindowSettings
            .OfConvolution(kernel, layer.RowShape[dim + 1], outputs[dim + 1]).ToArray()).ToArray();
        var (settings, mode) = Find(layer, weight.detach(), bias?.detach(), groups, candidates, function);
        string input = layer.Input.Name;
        if (mode != PaddingModes.Zeros)
            (input, settings) = (Pad(layer, settings, mode), Unpadded(settings));
        return layer.Node("Conv", outputs, [input, layer.Weights(weight), .. Bias(layer, bias)],
            ("group", groups),
            ("kernel_shape", Each(settings, s => s.Kernel)),
            ("strides", Each(settings, s => s.Stride)),
            ("dilations", Each(settings, s => s.Dilation)),
            ("pads", Each(settings, s => s.Begin).Concat(Each(settings, s => s.End)).ToArray()));
    }

    private static (WindowSettings[] Settings, PaddingModes Mode) Find(Layer layer, Tensor weight, Tensor? bias, long groups,
        WindowSettings[][] candidates, Function function)
    {
        var probe = layer.Random([1, .. layer.RowShape]);
        var answer = layer.Forward(probe);
        if (bias is not null)
            answer -= bias.reshape([1, -1, .. Enumerable.Repeat(1L, candidates.Length)]);
        foreach (var mode in Modes)
        {
            foreach (var settings in Combinations(candidates))
            {
                bool padded = settings.Any(s => s.Begin + s.End > 0);
                if ((mode != PaddingModes.Zeros && !padded) || !CanPad(layer, settings, mode))
                    continue;
                using var attempt = NewDisposeScope();
                var image = padded ? functional.pad(probe, TorchPads(settings), TorchMode(mode)) : probe;
                if (TensorValues.AreClose(answer, function(image, weight, groups, settings)))
                    return (settings, mode);
            }
        }
        throw layer.Unclear("its stride, padding and dilation were not found.");
    }

    /// <summary>First what treats all dimensions alike, then the rest.</summary>
    internal static IEnumerable<WindowSettings[]> Combinations(WindowSettings[][] candidates)
    {
        if (candidates.Length == 1)
            return candidates[0].Select(s => new[] { s });
        var alike = candidates[0].SelectMany(a => candidates[1].Where(b => Alike(a, b)).Select(b => new[] { a, b }));
        var others = candidates[0].SelectMany(a => candidates[1].Where(b => !Alike(a, b)).Select(b => new[] { a, b }));
        return alike.Concat(others);
    }

    private static bool Alike(WindowSettings a, WindowSettings b) => a.Stride == b.Stride && a.Dilation == b.Dilation;

    private static bool CanPad(Layer layer, WindowSettings[] settings, PaddingModes mode)
    {
        long spare = mode == PaddingModes.Reflect ? 1 : 0;
        return mode is PaddingModes.Zeros or PaddingModes.Replicate
            || settings.Select((s, dim) => Math.Max(s.Begin, s.End) <= layer.RowShape[dim + 1] - spare).All(fits => fits);
    }

    private static string Pad(Layer layer, WindowSettings[] settings, PaddingModes mode)
    {
        string onnxMode = mode switch
        {
            PaddingModes.Reflect => "reflect",
            PaddingModes.Replicate => "edge",
            _ => throw layer.Unclear("opset 17 has no circular padding."),
        };
        long[] pads = [0, 0, .. Each(settings, s => s.Begin), 0, 0, .. Each(settings, s => s.End)];
        return layer.Graph.Node("Pad", [layer.Input.Name, layer.Graph.Constant(OnnxTensor.Vector(pads))], ("mode", onnxMode));
    }

    private static PaddingModes TorchMode(PaddingModes mode) =>
        mode == PaddingModes.Zeros ? PaddingModes.Constant : mode;

    /// <summary>Torch wants the last dimension first.</summary>
    private static long[] TorchPads(WindowSettings[] settings) =>
        [.. settings.Reverse().SelectMany(s => new[] { s.Begin, s.End })];

    private static WindowSettings[] Unpadded(WindowSettings[] settings) =>
        [.. settings.Select(s => s with { Begin = 0, End = 0 })];

    private static string[] Bias(Layer layer, Tensor? bias) => bias is null ? [] : [layer.Weights(bias)];

    private static long[] Each(WindowSettings[] settings, Func<WindowSettings, long> value) => [.. settings.Select(value)];
}
