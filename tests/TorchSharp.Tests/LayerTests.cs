using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests;

/// <summary>With the seed that Python had, every layer starts from its weights and gives its results and gradients.</summary>
[TestClass]
public class LayerTests
{
    private sealed record Case(Func<nn.Module> Make, long[] Shape, long Values = 0, Func<nn.Module, Tensor, Tensor>? Call = null);

    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["Linear"] = new(() => Linear(5, 3), [4, 5]),
        ["Bilinear"] = new(() => Sequential(Linear(5, 3)), [4, 5]),
        ["Conv1d"] = new(() => Conv1d(4, 6, 3, stride: 2, padding: 1, groups: 2), [2, 4, 9]),
        ["Conv2d"] = new(() => Conv2d(3, 4, 3, padding: 1), [2, 3, 6, 6]),
        ["Conv2dRectangle"] = new(() => Conv2d(3, 4, (3, 1), (2, 1), (1, 0), (1, 2), bias: false), [2, 3, 6, 6]),
        ["Conv2dSame"] = new(() => Conv2d(3, 4, 3, Padding.Same), [2, 3, 6, 6]),
        ["Conv2dReflect"] = new(() => Conv2d(3, 4, 3, padding: 1, padding_mode: PaddingModes.Reflect), [2, 3, 6, 6]),
        ["Conv2dCircular"] = new(() => Conv2d(3, 4, 3, padding: 1, padding_mode: PaddingModes.Circular), [2, 3, 6, 6]),
        ["ConvTranspose2d"] = new(() => ConvTranspose2d(3, 4, 3, stride: 2, padding: 1, output_padding: 1), [2, 3, 5, 5]),
        ["BatchNorm1d"] = new(() => BatchNorm1d(5), [6, 5]),
        ["BatchNorm2d"] = new(() => BatchNorm2d(3, 1e-3, 0.2), [4, 3, 5, 5]),
        ["InstanceNorm2d"] = new(() => InstanceNorm2d(3, affine: true), [4, 3, 5, 5]),
        ["LayerNorm"] = new(() => LayerNorm([3, 5]), [4, 3, 5]),
        ["GroupNorm"] = new(() => GroupNorm(2, 6), [4, 6, 5]),
        ["LocalResponseNorm"] = new(() => LocalResponseNorm(3), [2, 6, 4, 4]),
        ["Embedding"] = new(() => Embedding(10, 4, padding_idx: 0), [3, 5], 10),
        ["EmbeddingBag"] = new(() => EmbeddingBag(10, 4), [3, 5], 10, (m, x) => ((Modules.EmbeddingBag)m).call(x)),
        ["MaxPool2d"] = new(() => MaxPool2d(2, stride: 1, padding: 1), [2, 3, 6, 6]),
        ["AvgPool2d"] = new(() => AvgPool2d(3, stride: 2, padding: 1, count_include_pad: false), [2, 3, 6, 6]),
        ["AdaptiveAvgPool2d"] = new(() => AdaptiveAvgPool2d((2, 3)), [2, 3, 6, 6]),
        ["AdaptiveMaxPool2d"] = new(() => AdaptiveMaxPool2d([2, 3]), [2, 3, 6, 6]),
        ["MaxPool1d"] = new(() => MaxPool1d(2), [2, 3, 6]),
        ["Dropout"] = new(() => Dropout(0.3), [4, 5]),
        ["Dropout2d"] = new(() => Dropout2d(0.3), [4, 5, 2, 2]),
        ["PixelShuffle"] = new(() => PixelShuffle(2), [2, 8, 3, 3]),
        ["Unflatten"] = new(() => Unflatten(1, [2, 4]), [2, 8]),
        ["Upsample"] = new(() => Upsample(scale_factor: [2], mode: UpsampleMode.Bilinear), [1, 2, 3, 3]),
        ["ZeroPad2d"] = new(() => ZeroPad2d((1, 2, 0, 1)), [1, 2, 3, 3]),
        ["ReLU"] = new(() => ReLU(), [4, 6]),
        ["ReLU6"] = new(() => ReLU6(), [4, 6]),
        ["LeakyReLU"] = new(() => LeakyReLU(0.2), [4, 6]),
        ["ELU"] = new(() => ELU(0.7), [4, 6]),
        ["CELU"] = new(() => CELU(), [4, 6]),
        ["SELU"] = new(() => SELU(), [4, 6]),
        ["GELU"] = new(GELU, [4, 6]),
        ["SiLU"] = new(SiLU, [4, 6]),
        ["Mish"] = new(Mish, [4, 6]),
        ["Sigmoid"] = new(Sigmoid, [4, 6]),
        ["LogSigmoid"] = new(LogSigmoid, [4, 6]),
        ["Tanh"] = new(Tanh, [4, 6]),
        ["Tanhshrink"] = new(Tanhshrink, [4, 6]),
        ["Hardswish"] = new(() => Hardswish(), [4, 6]),
        ["Hardsigmoid"] = new(() => Hardsigmoid(), [4, 6]),
        ["Hardtanh"] = new(() => Hardtanh(), [4, 6]),
        ["Softplus"] = new(() => Softplus(), [4, 6]),
        ["Softsign"] = new(Softsign, [4, 6]),
        ["Softshrink"] = new(() => Softshrink(), [4, 6]),
        ["Softmax"] = new(() => Softmax(1), [4, 6]),
        ["LogSoftmax"] = new(() => LogSoftmax(1), [4, 6]),
        ["GLU"] = new(() => GLU(1), [4, 6]),
        ["PReLU"] = new(() => PReLU(6), [4, 6]),
        ["Threshold"] = new(() => Threshold(0.1, 20), [4, 6]),
        ["LSTM"] = new(() => LSTM(4, 3, numLayers: 2, batchFirst: true, bidirectional: true), [2, 5, 4], 0,
            (m, x) => ((Modules.LSTM)m).call(x).Item1),
        ["GRU"] = new(() => GRU(4, 3), [5, 2, 4], 0, (m, x) => ((Modules.GRU)m).call(x).Item1),
        ["LSTMCell"] = new(() => LSTMCell(4, 3), [2, 4], 0, (m, x) => ((Modules.LSTMCell)m).call(x).Item1),
        ["GRUCell"] = new(() => GRUCell(4, 3), [2, 4], 0, (m, x) => ((Modules.GRUCell)m).forward(x)),
        ["RNNCell"] = new(() => RNNCell(4, 3, bias: false), [2, 4], 0, (m, x) => ((Modules.RNNCell)m).forward(x)),
        ["RNN"] = new(() => RNN(4, 3, nonLinearity: NonLinearities.ReLU), [5, 2, 4], 0, (m, x) => ((Modules.RNN)m).call(x).Item1),
        ["MultiheadAttention"] = new(() => MultiheadAttention(6, 2), [5, 2, 6], 0,
            (m, x) => ((Modules.MultiheadAttention)m).call(x, x, x).Item1),
        ["TransformerEncoder"] = new(() => TransformerEncoder(TransformerEncoderLayer(6, 2, 8, 0), 2), [5, 2, 6], 0,
            (m, x) => ((Modules.TransformerEncoder)m).call(x)),
    };

    public static IEnumerable<object[]> Names => Reference.Names("layer");

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void GivesWhatPythonGives(string name)
    {
        using var scope = NewDisposeScope();
        var (test, expected) = (Cases[name], Reference.Words("layer", name));
        manual_seed(7);
        using var module = test.Make();
        var x = test.Values > 0 ? randint(0, test.Values, test.Shape) : randn(test.Shape, requires_grad: true);
        var output = test.Call?.Invoke(module, x) ?? ((Module<Tensor, Tensor>)module).call(x);
        output.pow(2).sum().backward();

        Near(expected[0], Reference.Digest(output), "output");
        if (test.Values == 0)
            Near(expected[1], Reference.Digest(x.grad!), "gradient of the input");
        Near(expected[2], module.parameters().Where(p => p.grad is not null).Sum(p => Reference.Digest(p.grad!)), "gradients");
        Assert.AreEqual(string.Join(' ', expected[3..]), string.Join(' ', module.state_dict().Keys));
    }

    private static void Near(string expected, double actual, string what) =>
        Reference.Near(double.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), actual, what);
}
