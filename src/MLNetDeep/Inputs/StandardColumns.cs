using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Inputs;

/// <summary>Standardizes columns of numbers: y = (x - mean) / deviation, and 0 where x is missing (NaN). Shapes: [rows, …, width] stay.</summary>
internal sealed class StandardColumns : Block
{
    private const string MeanName = "mean", ScaleName = "scale";

    /// <param name="width">Columns.</param>
    /// <param name="learnt">Their moments; null leaves numbers as they are.</param>
    /// <param name="around0">Columns at the end that keep their 0, because their signs are chance.</param>
    public StandardColumns(int width, Moments? learnt, int around0 = 0) : base(nameof(StandardColumns))
    {
        float[] means = [.. (learnt?.Means ?? new float[width]).SkipLast(around0), .. new float[around0]], deviations = learnt?.Deviations ?? [.. Enumerable.Repeat(1f, width)];
        register_buffer(MeanName, Tensors.OfFloats(means, 1, width));
        register_buffer(ScaleName, Tensors.OfFloats(Array.ConvertAll(deviations, deviation => 1 / deviation), 1, width));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var standard = composer.Node("Mul", input.Shape, [composer.Node("Sub", input.Shape, [input, composer.Constant(get_buffer(MeanName)!)]), composer.Constant(get_buffer(ScaleName)!)]);
        return composer.Node("Where", input.Shape, [composer.Node("IsNaN", input.Shape, [input]), composer.Constant(0), standard]);
    }

    /// <summary>Rows like those of the training.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="columns">The first columns, as many as these.</param>
    /// <param name="random">Where they come from.</param>
    public float[] Probe(int rows, int columns, Random random)
    {
        float[] means = Tensors.ToFloats(get_buffer(MeanName)!), scales = Tensors.ToFloats(get_buffer(ScaleName)!);
        return [.. Enumerable.Range(0, rows * columns).Select(i => means[i % columns] + ((float)((2 * random.NextDouble()) - 1) / scales[i % columns]))];
    }

    protected override Tensor Run(Tensor input) => input.sub(get_buffer(MeanName)!).mul(get_buffer(ScaleName)!).nan_to_num(0);
}
