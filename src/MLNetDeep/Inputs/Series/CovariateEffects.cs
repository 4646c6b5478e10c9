using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Inputs.Series;

/// <summary>
/// What known columns add to the values of a step, as in a regression whose errors are a time series: it is taken off the past, what is left is forecast, and that of the steps to come is added. A linear layer, or one hidden
/// layer. At first it adds nothing. Shapes: [windows, steps, known and static columns] → [windows, steps, value columns].
/// </summary>
internal sealed class CovariateEffects : Block
{
    private const int Hidden = 32;
    private readonly Linear? _hidden;
    private readonly GELU _activation;
    private readonly Linear _last;

    /// <param name="inputs">Known and static columns.</param>
    /// <param name="width">Value columns.</param>
    /// <param name="isLinear">Whether there is no hidden layer.</param>
    public CovariateEffects(int inputs, int width, bool isLinear) : base(nameof(CovariateEffects))
    {
        _hidden = isLinear ? null : Part("hidden", Linear(inputs, Hidden));
        _activation = Part("activation", GELU());
        _last = Part("last", Linear(isLinear ? inputs : Hidden, width));
        init.zeros_(_last.weight!);
        init.zeros_(_last.bias!);
    }

    /// <summary>The weights of one without a hidden layer [value columns, inputs].</summary>
    public Tensor Weight => _last.weight!;

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) =>
        composer.Apply(_last, _hidden is null ? input : composer.Apply(_activation, composer.Apply(_hidden, input)));

    protected override Tensor Run(Tensor input) => _last.call(_hidden is null ? input : _activation.call(_hidden.call(input)));
}
