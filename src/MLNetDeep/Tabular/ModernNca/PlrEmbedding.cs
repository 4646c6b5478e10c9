using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tabular;

/// <summary>
/// Periodic embeddings of numbers, then one linear layer for all of them and ReLU (PLR lite): ReLU(W (cos(2π f x), sin(2π f x)) + b), with
/// frequencies f of each number's own. Gorishniy et al., On Embeddings for Numerical Features (2022). Shapes: [rows, numbers] → [rows, numbers × width].
/// </summary>
internal sealed class PlrEmbedding : Block
{
    private const string FrequencyName = "frequency";
    private readonly Linear _linear;
    private readonly long _numbers, _width;

    /// <param name="numbers">Numbers in a row.</param>
    /// <param name="frequencies">Frequencies of each.</param>
    /// <param name="deviation">The deviation of the frequencies at the start.</param>
    /// <param name="width">Numbers that describe one.</param>
    public PlrEmbedding(int numbers, int frequencies, double deviation, int width) : base(nameof(PlrEmbedding))
    {
        (_numbers, _width) = (numbers, width);
        Parameter(FrequencyName, init.normal_(empty(numbers, frequencies), 0, deviation));
        _linear = Part("linear", Linear(2 * frequencies, width));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var frequency = get_parameter(FrequencyName)!;
        OnnxValue Node(string op, params OnnxValue[] inputs) => composer.Node(op, frequency.shape, inputs);
        var turns = Node("Mul", composer.Reshape(input, _numbers, 1), composer.Constant(frequency));
        var angles = Node("Mul", turns, composer.Constant(2 * Math.PI));
        var linear = composer.Apply(_linear, composer.Concat(2, Node("Cos", angles), Node("Sin", angles)));
        return composer.Reshape(composer.Node("Relu", linear.Shape, [linear]), _numbers * _width);
    }

    protected override Tensor Run(Tensor input)
    {
        var angles = input.unsqueeze(2).mul(get_parameter(FrequencyName)!).Times(2 * Math.PI);
        return _linear.call(cat([angles.cos(), angles.sin()], 2)).relu().flatten(1);
    }
}
