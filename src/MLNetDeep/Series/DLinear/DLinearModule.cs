using MLNetDeep.Common;
using MLNetDeep.Inputs.Series;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Series;

/// <summary>
/// y = S (x - A x) + T A x + biases, with the moving average A, whose ends repeat the first and the last value. As all of it is linear, x is multiplied by S + (T - S) A alone.
/// Shapes: [windows, steps, columns] → [windows, horizon, columns].
/// </summary>
internal sealed class DLinearModule : Block
{
    private const string AverageName = "average";
    private readonly Linear _seasonal, _trend;

    public DLinearModule(SeriesShape shape, int trendWindow) : base(nameof(DLinearModule))
    {
        _seasonal = Part("seasonal", Linear(shape.LookBack, shape.Horizon));
        _trend = Part("trend", Linear(shape.LookBack, shape.Horizon));
        register_buffer(AverageName, Average(shape.LookBack, trendWindow));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var (weight, bias) = Joined();
        var columns = Permute.Transpose(composer, input, 0, 2, 1);
        long[] shape = [input.Shape[1], weight.shape[0]];
        var product = composer.Node("MatMul", shape, [columns, composer.Constant(weight.t().contiguous())]);
        return Permute.Transpose(composer, composer.Node("Add", shape, [product, composer.Constant(bias)]), 0, 2, 1);
    }

    protected override Tensor Run(Tensor input)
    {
        var (weight, bias) = Joined();
        return functional.linear(input.transpose(1, 2), weight, bias).transpose(1, 2);
    }

    private (Tensor Weight, Tensor Bias) Joined() =>
        (_seasonal.weight!.Plus(_trend.weight!.sub(_seasonal.weight!).mm(get_buffer(AverageName)!)), _seasonal.bias!.Plus(_trend.bias!));

    private static Tensor Average(int steps, int window)
    {
        var average = new float[steps * steps];
        for (var step = 0; step < steps; step++)
            for (var i = 0; i < window; i++)
                average[(step * steps) + Math.Clamp(step + i - ((window - 1) / 2), 0, steps - 1)] += 1f / window;
        return Tensors.OfFloats(average, steps, steps);
    }
}
