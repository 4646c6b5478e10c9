using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Generative;

/// <summary>
/// Numbers from 0 to 1 as vectors: sines and cosines of many frequencies (Vaswani et al., 2017), then two layers. Shapes: [rows, 1] → [rows, width].
/// </summary>
internal sealed class NoiseVectors : Block
{
    private const string Frequencies = "frequencies";
    private const double Steps = 1000, Longest = 10_000;
    private const int Waves = 32;
    private readonly Sequential _layers;

    public NoiseVectors(int width) : base(nameof(NoiseVectors))
    {
        float[] frequencies = [.. Enumerable.Range(0, Waves).Select(i => (float)(Steps * Math.Pow(Longest, -(double)i / Waves)))];
        register_buffer(Frequencies, Tensors.OfFloats(frequencies, 1, Waves));
        _layers = Part("layers", Sequential(("first", Linear(2 * Waves, width)), ("silu", SiLU()), ("second", Linear(width, width))));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var angles = composer.Node("Mul", [Waves], [input, composer.Constant(get_buffer(Frequencies)!)]);
        return composer.Apply(_layers, composer.Concat(1, composer.Node("Sin", [Waves], [angles]), composer.Node("Cos", [Waves], [angles])));
    }

    protected override Tensor Run(Tensor input)
    {
        var angles = input.mul(get_buffer(Frequencies)!);
        return _layers.call(cat([angles.sin(), angles.cos()], 1));
    }
}
