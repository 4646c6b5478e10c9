using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tabular;

/// <summary>
/// Periodic embeddings of numbers with a bias, a linear layer and the number itself (PBLD): (W cos(2π f x + b) + c, x), with weights
/// of each number's own. Holzmüller et al., Better by Default (2024), after Gorishniy et al., On Embeddings for Numerical Features (2022).
/// Shapes: [rows, numbers] → [rows, numbers × width].
/// </summary>
internal sealed class PbldEmbedding : Block
{
    private const string FrequencyName = "frequency", PhaseName = "phase";
    private readonly ParallelLinear _linear;
    private readonly long _numbers, _width;

    /// <param name="numbers">Numbers in a row.</param>
    /// <param name="frequencies">Frequencies of each.</param>
    /// <param name="deviation">The deviation of the frequencies at the start.</param>
    /// <param name="width">Numbers that describe one, itself included.</param>
    public PbldEmbedding(int numbers, int frequencies, double deviation, int width) : base(nameof(PbldEmbedding))
    {
        (_numbers, _width) = (numbers, width);
        Parameter(FrequencyName, init.normal_(empty(numbers, frequencies), 0, deviation));
        Parameter(PhaseName, init.uniform_(empty(numbers, frequencies), -Math.PI, Math.PI));
        _linear = Part("linear", new ParallelLinear(numbers, frequencies, width - 1));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var (frequency, phase) = (get_parameter(FrequencyName)!, get_parameter(PhaseName)!);
        var column = composer.Reshape(input, _numbers, 1);
        var turns = composer.Node("Mul", frequency.shape, [column, composer.Constant(frequency)]);
        var angles = composer.Node("Mul", frequency.shape, [turns, composer.Constant(2 * Math.PI)]);
        var waves = composer.Node("Cos", frequency.shape, [composer.Node("Add", frequency.shape, [angles, composer.Constant(phase)])]);
        return composer.Reshape(composer.Concat(2, composer.Apply(_linear, waves), column), _numbers * _width);
    }

    protected override Tensor Run(Tensor input)
    {
        var column = input.unsqueeze(2);
        var waves = column.mul(get_parameter(FrequencyName)!).Times(2 * Math.PI).Plus(get_parameter(PhaseName)!).cos();
        return cat([_linear.call(waves), column], 2).flatten(1);
    }
}
