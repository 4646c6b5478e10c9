using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Onnx;

/// <summary>Layers with settings that an export must find out, each with the shape of a row.</summary>
internal static class LayerCases
{
    private static readonly long[] Image = [4, 9, 7], Wide = [3, 12, 12], Series = [4, 15], Table = [6];

    public static IEnumerable<(string Name, Func<Module<Tensor, Tensor>> Make, long[] RowShape)> All =>
        Convolutions().Concat(Transposed()).Concat(Pools()).Concat(Norms()).Concat(Activations()).Concat(Others());

    private static IEnumerable<(string, Func<Module<Tensor, Tensor>>, long[])> Convolutions() =>
    [
        ("Conv1d", () => Conv1d(4, 5, 3), Series),
        ("Conv1d stride padding", () => Conv1d(4, 6, 5, stride: 2, padding: 2, groups: 2), Series),
        ("Conv1d dilation", () => Conv1d(4, 3, 3, padding: 4, dilation: 4, bias: false), Series),
        ("Conv2d", () => Conv2d(4, 8, 3), Image),
        ("Conv2d padding", () => Conv2d(4, 8, 3, padding: 1), Image),
        ("Conv2d stride", () => Conv2d(4, 8, 3, stride: 2, padding: 1), Image),
        ("Conv2d 1x1", () => Conv2d(4, 8, 1, stride: 2), Image),
        ("Conv2d even kernel", () => Conv2d(4, 8, 4, stride: 2, padding: 1), Image),
        ("Conv2d whole", () => Conv2d(4, 8, (9L, 7L)), Image),
        ("Conv2d groups", () => Conv2d(4, 8, 3, padding: 1, groups: 4, bias: false), Image),
        ("Conv2d dilation", () => Conv2d(4, 8, 3, padding: 2, dilation: 2), Image),
        ("Conv2d oblong", () => Conv2d(4, 8, (3L, 5L), (2L, 1L), (1L, 0L), (1L, 1L)), Image),
        ("Conv2d same", () => Conv2d(3, 4, 4, Padding.Same), Wide),
        ("Conv2d reflect", () => Conv2d(4, 8, 3, padding: 1, padding_mode: PaddingModes.Reflect), Image),
        ("Conv2d replicate", () => Conv2d(4, 8, 3, padding: 1, padding_mode: PaddingModes.Replicate), Image),
        ("Conv2d circular without padding", () => Conv2d(4, 8, 3, padding_mode: PaddingModes.Circular), Image),
        ("Conv2d valid", () => Conv2d(4, 8, 3, Padding.Valid, stride: 2), Image),
        ("Conv2d same dilated", () => Conv2d(4, 8, 4, Padding.Same, dilation: 2), Image),
        ("Conv2d same reflect", () => Conv2d(4, 8, 4, Padding.Same, padding_mode: PaddingModes.Reflect), Image),
        // TorchSharp 0.107.0 pads each dimension for the kernel of the other.
        ("Conv2d same replicate oblong", () => Conv2d(4, 8, (3L, 5L), Padding.Same, padding_mode: PaddingModes.Replicate), Image),
        ("Conv1d reflect", () => Conv1d(4, 5, 5, padding: 2, stride: 2, padding_mode: PaddingModes.Reflect), Series),
    ];

    private static IEnumerable<(string, Func<Module<Tensor, Tensor>>, long[])> Transposed() =>
    [
        ("ConvTranspose1d", () => ConvTranspose1d(4, 5, 4, stride: 2, padding: 1), Series),
        ("ConvTranspose2d", () => ConvTranspose2d(4, 6, 2, stride: 2), Image),
        ("ConvTranspose2d output padding", () => ConvTranspose2d(4, 6, 3, stride: 2, padding: 1, output_padding: 1), Image),
        ("ConvTranspose2d groups", () => ConvTranspose2d(4, 6, 3, groups: 2, bias: false), Image),
        ("ConvTranspose1d dilation", () => ConvTranspose1d(4, 5, 3, stride: 2, padding: 1, output_padding: 1, dilation: 2), Series),
        // TorchSharp 0.107.0 takes the first output padding for both dimensions.
        ("ConvTranspose2d oblong",
            () => ConvTranspose2d(4, 6, (3L, 4L), (3L, 2L), (0L, 1L), (1L, 0L), (1L, 2L)), Image),
    ];

    private static IEnumerable<(string, Func<Module<Tensor, Tensor>>, long[])> Pools() =>
    [
        ("MaxPool1d", () => MaxPool1d(2), Series),
        ("MaxPool2d", () => MaxPool2d(2), Image),
        ("MaxPool2d overlapping", () => MaxPool2d(3, 2, 1), Image),
        ("MaxPool2d dilated", () => MaxPool2d(2, 2, 0, 3), Image),
        ("MaxPool2d dilated overlapping", () => MaxPool2d(3, 1, 1, 2), Image),
        ("MaxPool2d wider than the image", () => MaxPool2d(5, 1, 2), [2, 3, 3]),
        ("AvgPool2d wider than the image", () => AvgPool2d(5, 1, 2), [2, 3, 3]),
        ("AdaptiveAvgPool2d large", () => AdaptiveAvgPool2d(1), [2, 224, 200]),
        ("AdaptiveAvgPool2d large uneven", () => AdaptiveAvgPool2d((5L, 3L)), [2, 224, 200]),
        ("Conv2d large", () => Conv2d(2, 4, 7, stride: 2, padding: 3), [2, 224, 200]),
        ("MaxPool2d large", () => MaxPool2d(3, 2, 1), [2, 224, 200]),
        ("MaxPool2d ceil", () => MaxPool2d(new long[] { 2, 2 }, null, null, null, true), Image),
        ("MaxPool1d ceil padded", () => MaxPool1d(4, 3, 1, ceil_mode: true), Series),
        ("MaxPool2d oblong", () => MaxPool2d((3L, 2L), (2L, 1L), (1L, 0L), (1L, 2L)), Image),
        ("MaxPool2d dilated ceil", () => MaxPool2d([2L, 2L], [3L, 3L], null, [3L, 3L], true), [2, 8, 8]),
        ("MaxPool2d one number for both", () => MaxPool2d([3L], [2L], [1L]), Image),
        ("AvgPool1d", () => AvgPool1d(3), Series),
        ("AvgPool2d", () => AvgPool2d(2), Image),
        ("AvgPool2d padded", () => AvgPool2d(3, 2, 1), Image),
        ("AvgPool2d without padding in the mean", () => AvgPool2d(3, 2, 1, count_include_pad: false), Image),
        ("AvgPool2d ceil", () => AvgPool2d(2, ceil_mode: true), Image),
        ("AvgPool2d divisor", () => AvgPool2d(3, 2, 1, divisor_override: 2), Image),
        ("AvgPool1d ceil padded", () => AvgPool1d(4, 3, 1, ceil_mode: true), Series),
        ("AvgPool2d ceil padded", () => AvgPool2d(3, 2, 1, ceil_mode: true), Wide),
        ("AvgPool2d ceil without padding in the mean", () => AvgPool2d(3, 2, 1, ceil_mode: true, count_include_pad: false), Wide),
        ("AvgPool2d ceil divisor", () => AvgPool2d(3, 2, 1, ceil_mode: true, divisor_override: 7), Wide),
        ("AvgPool2d oblong", () => AvgPool2d((3L, 2L), (2L, 1L), (1L, 0L), ceil_mode: true), [2, 12, 8]),
        ("AvgPool2d one number for both", () => AvgPool2d([3L], [2L], [1L]), Image),
        ("AdaptiveAvgPool1d", () => AdaptiveAvgPool1d(5), Series),
        ("AdaptiveAvgPool2d 1", () => AdaptiveAvgPool2d(1), Image),
        ("AdaptiveAvgPool2d even", () => AdaptiveAvgPool2d(4), Wide),
        ("AdaptiveAvgPool2d uneven", () => AdaptiveAvgPool2d((4L, 3L)), Image),
        ("AdaptiveAvgPool1d uneven", () => AdaptiveAvgPool1d(4), Series),
        ("AdaptiveAvgPool2d even and uneven", () => AdaptiveAvgPool2d((3L, 5L)), Image),
        ("AdaptiveAvgPool2d larger than the image", () => AdaptiveAvgPool2d((12L, 7L)), Image),
        ("AdaptiveMaxPool1d", () => AdaptiveMaxPool1d(5), Series),
        ("AdaptiveMaxPool2d 1", () => AdaptiveMaxPool2d(new long[] { 1, 1 }), Image),
        ("AdaptiveMaxPool2d overlapping", () => AdaptiveMaxPool2d([4L, 3L]), Image),
    ];

    private static IEnumerable<(string, Func<Module<Tensor, Tensor>>, long[])> Norms() =>
    [
        ("BatchNorm1d", () => Trained(BatchNorm1d(6), Table), Table),
        ("BatchNorm1d series", () => Trained(BatchNorm1d(4, eps: 1e-3), Series), Series),
        ("BatchNorm2d", () => Trained(BatchNorm2d(4), Image), Image),
        ("BatchNorm2d plain", () => Trained(BatchNorm2d(4, affine: false), Image), Image),
        ("LayerNorm", () => Shaken(LayerNorm(6)), Table),
        ("LayerNorm epsilon", () => Shaken(LayerNorm([9, 7], eps: 1e-3)), Image),
        ("LayerNorm unusual epsilon", () => Shaken(LayerNorm(7, eps: 0.37)), Image),
        ("LayerNorm plain", () => LayerNorm([4, 9, 7], elementwise_affine: false), Image),
        ("LayerNorm without bias", () => Shaken(LayerNorm(7, bias: false)), Image),
        ("GroupNorm", () => Shaken(GroupNorm(2, 4)), Image),
        ("GroupNorm epsilon", () => Shaken(GroupNorm(4, 4, eps: 1e-2)), Series),
        ("GroupNorm unusual epsilon", () => Shaken(GroupNorm(2, 4, eps: 0.37)), Series),
        ("GroupNorm plain", () => GroupNorm(1, 4, affine: false), Image),
    ];

    public static IEnumerable<(string Name, Func<Module<Tensor, Tensor>> Make, long[] RowShape)> Activations() =>
    [
        ("ReLU", () => ReLU(), Image), ("ReLU6", () => ReLU6(), Image), ("LeakyReLU", () => LeakyReLU(0.2), Image),
        ("PReLU", () => PReLU(1), Image), ("PReLU channels", () => Shaken(PReLU(4)), Image), ("ELU", () => ELU(0.7), Image),
        ("CELU", () => CELU(1.3), Image), ("SELU", () => SELU(), Image), ("GELU", () => GELU(), Image),
        ("GELU tanh", () => GELU(TorchSharp.Modules.GELU.Approximate.tanh), Image), ("LeakyReLU falling", () => LeakyReLU(-0.3), Image),
        ("SiLU", () => SiLU(), Image), ("Mish", () => Mish(), Image), ("Sigmoid", () => Sigmoid(), Table),
        ("LogSigmoid", () => LogSigmoid(), Table), ("Tanh", () => Tanh(), Table), ("Tanhshrink", () => Tanhshrink(), Table),
        ("Softplus", () => Softplus(2), Table), ("Softplus low threshold", () => Softplus(2, 0.5), Image), ("Softsign", () => Softsign(), Table),
        ("Hardtanh", () => Hardtanh(-0.5, 2), Image),
        ("Hardtanh in place", () => Hardtanh(-0.5, 2, inplace: true), Image),
        ("Hardtanh open", () => Hardtanh(double.NegativeInfinity, 0.4, inplace: true), Image), ("Hardsigmoid", () => Hardsigmoid(), Image),
        ("Hardswish", () => Hardswish(), Image), ("Softmax", () => Softmax(1), Table), ("Softmax last", () => Softmax(-1), Image),
        ("Softmax channels", () => Softmax(1), Image), ("LogSoftmax", () => LogSoftmax(1), Table),
        ("LogSoftmax rows", () => LogSoftmax(-2), Image),
    ];

    private static IEnumerable<(string, Func<Module<Tensor, Tensor>>, long[])> Others() =>
    [
        ("Linear", () => Linear(6, 3), Table), ("Linear without bias", () => Linear(6, 3, hasBias: false), Table),
        ("Linear on images", () => Linear(7, 3), Image), ("Identity", () => Identity(), Image),
        ("Flatten", () => Flatten(), Image), ("Flatten two", () => Flatten(2), Image),
        ("Unflatten", () => Unflatten(1, [2, 3]), Table), ("Dropout", () => Dropout(), Image), ("Dropout2d", () => Dropout2d(), Image),
        ("Dropout1d", () => Dropout1d(), Series), ("AlphaDropout", () => AlphaDropout(), Image),
        ("Sequential", () => Sequential(("a", Conv2d(4, 6, 3)), ("b", Sequential(ReLU(), Flatten())), ("c", Linear(6 * 7 * 5, 3))), Image),
    ];

    /// <summary>Statistics other than those at the start.</summary>
    private static Module<Tensor, Tensor> Trained(Module<Tensor, Tensor> norm, long[] rowShape)
    {
        using var scope = NewDisposeScope();
        norm.train();
        for (int i = 0; i < 5; i++)
            norm.forward((randn([16, .. rowShape]) * 3) + 2);
        return Shaken(norm);
    }

    /// <summary>Weights other than those at the start, which TorchSharp 0.107.0 leaves undefined in a GroupNorm.</summary>
    private static Module<Tensor, Tensor> Shaken(Module<Tensor, Tensor> module)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        foreach (var parameter in module.parameters())
            init.normal_(parameter, 0.8, 0.3);
        return module;
    }
}
