using MLNetDeep.Common;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>
/// A residual block of two causal dilated convolutions (Bai et al., An Empirical Evaluation of Generic Convolutional and Recurrent Networks for Sequence Modeling, 2018): relu(x + convolutions(x)). No step sees a later one.
/// Shapes: [rows, inputs, steps] → [rows, channels, steps].
/// </summary>
internal sealed class CausalBlock : Block
{
    private readonly long _padding;
    private readonly Conv1d _first, _second;
    private readonly Conv1d? _widen;
    private readonly Dropout _dropout;

    /// <param name="inputs">Channels that go in.</param>
    /// <param name="channels">Channels that come out.</param>
    /// <param name="kernelSize">The kernel size.</param>
    /// <param name="dilation">The dilation.</param>
    /// <param name="dropout">The dropout rate behind each convolution.</param>
    public CausalBlock(int inputs, int channels, int kernelSize, int dilation, double dropout) : base(nameof(CausalBlock))
    {
        // Padded on both sides; what is behind the last step is cut off.
        _padding = (long)(kernelSize - 1) * dilation;
        _first = Part("conv1", Conv1d(inputs, channels, kernelSize, padding: _padding, dilation: dilation));
        _second = Part("conv2", Conv1d(channels, channels, kernelSize, padding: _padding, dilation: dilation));
        _widen = inputs == channels ? null : Part("widen", Conv1d(inputs, channels, 1));
        _dropout = Part("dropout", nn.Dropout(dropout));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        OnnxValue Causal(Conv1d convolution, OnnxValue value)
        {
            var said = StepConvolution.Export(composer, convolution, value, _padding, 0);
            return composer.Node("Relu", said.Shape, [said]);
        }
        var sum = composer.Add(Causal(_second, Causal(_first, input)), _widen is null ? input : StepConvolution.Export(composer, _widen, input, 0, 0));
        return composer.Node("Relu", sum.Shape, [sum]);
    }

    protected override Tensor Run(Tensor input)
    {
        Tensor Causal(Conv1d convolution, Tensor value) => _dropout.call(functional.relu(convolution.call(value).narrow(2, 0, value.shape[2])));
        return functional.relu(Causal(_second, Causal(_first, input)).Plus(_widen is null ? input : _widen.call(input)));
    }
}
