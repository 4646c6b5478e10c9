using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Onnx.Layers;

/// <summary>Transposed convolutions, whose settings are found as those of convolutions are.</summary>
internal static class TransposedConvolutionLayers
{
    private delegate Tensor Function(Tensor x, Tensor weight, long groups, Settings[] settings);

    public static OnnxValue ConvTranspose1d(Layer layer)
    {
        var conv = (ConvTranspose1d)layer.Module;
        return Convolve(layer, conv.weight!, conv.bias, (x, w, g, s) => functional.conv_transpose1d(
            x, w, null, s[0].Stride, s[0].Padding, s[0].OutputPadding, s[0].Dilation, g));
    }

    public static OnnxValue ConvTranspose2d(Layer layer)
    {
        var conv = (ConvTranspose2d)layer.Module;
        return Convolve(layer, conv.weight!, conv.bias, (x, w, g, s) => functional.conv_transpose2d(
            x, w, null, Each(s, d => d.Stride), Each(s, d => d.Padding), Each(s, d => d.OutputPadding),
            Each(s, d => d.Dilation), g));
    }

    private static OnnxValue Convolve(Layer layer, Tensor weight, Tensor? bias, Function function)
    {
        using var scope = NewDisposeScope();
        long[] outputs = layer.OutputShape();
        long groups = outputs[0] / weight.shape[1];
        var candidates = weight.shape[2..].Select((kernel, dim) =>
            Settings.All(kernel, layer.RowShape[dim + 1], outputs[dim + 1]).ToArray()).ToArray();
        var settings = Find(layer, weight.detach(), bias?.detach(), groups, candidates, function);
        string[] inputs = [layer.Input.Name, layer.Weights(weight), .. bias is null ? [] : new[] { layer.Weights(bias) }];
        return layer.Node("ConvTranspose", outputs, inputs,
            ("group", groups),
            ("kernel_shape", weight.shape[2..]),
            ("strides", Each(settings, s => s.Stride)),
            ("dilations", Each(settings, s => s.Dilation)),
            ("output_padding", Each(settings, s => s.OutputPadding)),
            ("pads", Each(settings, s => s.Padding).Concat(Each(settings, s => s.Padding)).ToArray()));
    }

    private static Settings[] Find(Layer layer, Tensor weight, Tensor? bias, long groups, Settings[][] candidates,
        Function function)
    {
        var probe = layer.Random([1, .. layer.RowShape]);
        var answer = layer.Forward(probe);
        if (bias is not null)
            answer -= bias.reshape([1, -1, .. Enumerable.Repeat(1L, candidates.Length)]);
        var combinations = candidates.Length == 1
            ? candidates[0].Select(s => new[] { s })
            : candidates[0].SelectMany(a => candidates[1].Select(b => new[] { a, b })).OrderBy(pair => pair[0] == pair[1] ? 0 : 1);
        foreach (var settings in combinations)
        {
            using var attempt = NewDisposeScope();
            if (TensorValues.AreClose(answer, function(probe, weight, groups, settings)))
                return settings;
        }
        throw layer.Unclear("its stride, padding, output padding and dilation were not found.");
    }

    private static long[] Each(Settings[] settings, Func<Settings, long> value) => [.. settings.Select(value)];

    private readonly record struct Settings(long Stride, long Dilation, long Padding, long OutputPadding)
    {
        public static IEnumerable<Settings> All(long kernel, long input, long output)
        {
            for (long dilation = 1; dilation <= (kernel == 1 ? 1 : output); dilation++)
            {
                long span = dilation * (kernel - 1);
                for (long stride = 1; stride <= Math.Max(1, output); stride++)
                {
                    for (long padding = 0; padding <= span; padding++)
                    {
                        long extra = output - (((input - 1) * stride) - (2 * padding) + span + 1);
                        if (extra >= 0 && extra < Math.Max(stride, dilation))
                            yield return new Settings(stride, dilation, padding, extra);
                    }
                }
            }
        }
    }
}
