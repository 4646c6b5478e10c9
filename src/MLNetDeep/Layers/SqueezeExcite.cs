using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>
/// Each channel is multiplied by a factor between 0 and 1 that two small layers make of the means of all channels.
/// Hu et al., Squeeze-and-Excitation Networks (2017), with a hard sigmoid as in MobileNetV3. Shapes stay.
/// </summary>
internal sealed class SqueezeExcite : Block
{
    private readonly Sequential _factors;

    public SqueezeExcite(int channels, int squeezed) : base(nameof(SqueezeExcite))
    {
        // The order in which they run; the sequence that runs them owns nothing.
        _factors = Sequential(
            ("avgpool", Part("avgpool", AdaptiveAvgPool2d(1))),
            ("fc1", Part("fc1", Conv2d(channels, squeezed, 1))),
            ("activation", Part("activation", ReLU())),
            ("fc2", Part("fc2", Conv2d(squeezed, channels, 1))),
            ("scale_activation", Part("scale_activation", Hardsigmoid())));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) =>
        composer.Node("Mul", input.Shape, [input, composer.Apply(_factors, input)]);

    protected override Tensor Run(Tensor input) => input.mul(_factors.call(input));
}
