using TorchSharp.Modules;

namespace MLNetDeep.Onnx.Layers;

/// <summary>Pools, adaptive or not.</summary>
internal static class PoolingLayers
{
    public static OnnxValue Max(Layer layer)
    {
        PoolAxis[] axes = layer.Module switch
        {
            MaxPool1d pool => Axes(layer, [pool.kernel_size], One(pool.stride), One(pool.padding), One(pool.dilation)),
            MaxPool2d pool => Axes(layer, pool.kernel_size, pool.stride, pool.padding, pool.dilation),
            _ => EvenAxes(layer, AdaptiveWindows(layer)) ?? throw layer.Unclear("its windows are not alike."),
        };
        string input = layer.Input.Name;
        // ONNX Runtime takes no padding as wide as the kernel, which a dilated one may have.
        if (axes.Any(axis => Math.Max(axis.Padding, axis.End) >= axis.Kernel))
        {
            input = layer.Pad(Pads(axes), "constant", layer.Scalar(double.NegativeInfinity));
            axes = [.. axes.Select(axis => axis with { Size = axis.Padding + axis.Size + axis.End, Padding = 0 })];
        }
        return Node(layer, "MaxPool", input, axes, ("dilations", Each(axes, axis => axis.Dilation)));
    }

    public static OnnxValue Average(Layer layer) => layer.Module switch
    {
        AvgPool1d pool => Average(
            layer, Axes(layer, [pool.kernel_size], One(pool.stride), One(pool.padding)), pool.count_include_pad, 0),
        AvgPool2d pool => Average(
            layer, Axes(layer, pool.kernel_size, pool.stride, pool.padding), pool.count_include_pad, pool.divisor_override ?? 0),
        _ => AdaptiveAverage(layer),
    };

    /// <summary>ONNX knows no divisor of a layer's own, and counts padding where Torch does not: where rounding up needs it.</summary>
    private static OnnxValue Average(Layer layer, PoolAxis[] axes, bool countPadding, long divisor)
    {
        countPadding &= axes.Any(axis => axis.Padding > 0);
        if (divisor == 0 && (!countPadding || axes.All(axis => axis.End <= axis.Padding)))
            return Node(layer, "AveragePool", layer.Input.Name, axes, ("count_include_pad", countPadding));
        PoolWindow[][] windows = [.. axes.Select(axis => axis.Windows(countPadding))];
        if (divisor != 0)
        {
            // One dimension divides by it, the other only adds up.
            windows = [.. windows.Select((all, dim) =>
                all.Select(window => window with { Divisor = dim == 0 ? divisor : 1 }).ToArray())];
        }
        return ByMatrices(layer, windows);
    }

    private static OnnxValue AdaptiveAverage(Layer layer)
    {
        var windows = AdaptiveWindows(layer);
        return EvenAxes(layer, windows) is { } axes
            ? Node(layer, "AveragePool", layer.Input.Name, axes, ("count_include_pad", false))
            : ByMatrices(layer, windows);
    }

    /// <summary>Any averaging at all is a product with matrices: rows from the left, columns from the right.</summary>
    private static OnnxValue ByMatrices(Layer layer, PoolWindow[][] windows)
    {
        long[] sizes = layer.RowShape[1..], outputs = [.. windows.Select(all => (long)all.Length)];
        string value = layer.Input.Name;
        if (windows.Length == 2)
            value = layer.Op("MatMul", layer.Weights(Matrix(windows[0], sizes[0], transposed: false), outputs[0], sizes[0]), value);
        string columns = layer.Weights(Matrix(windows[^1], sizes[^1], transposed: true), sizes[^1], outputs[^1]);
        return new OnnxValue(layer.Op("MatMul", value, columns), [layer.RowShape[0], .. outputs]);
    }

    private static float[] Matrix(PoolWindow[] windows, long size, bool transposed)
    {
        float[] matrix = new float[windows.Length * size];
        for (long output = 0; output < windows.Length; output++)
        {
            var window = windows[output];
            for (long i = window.From; i < window.To; i++)
                matrix[transposed ? (i * windows.Length) + output : (output * size) + i] = 1f / window.Divisor;
        }
        return matrix;
    }

    private static PoolWindow[][] AdaptiveWindows(Layer layer)
    {
        long[] outputs = layer.OutputShape();
        return [.. layer.RowShape[1..].Select((size, dim) => PoolAxis.Adaptive(size, outputs[dim + 1]))];
    }

    private static PoolAxis[]? EvenAxes(Layer layer, PoolWindow[][] windows)
    {
        var axes = windows.Select((all, dim) => PoolAxis.Even(layer.RowShape[dim + 1], all)).OfType<PoolAxis>().ToArray();
        return axes.Length == windows.Length ? axes : null;
    }

    private static PoolAxis[] Axes(Layer layer, long[] kernel, long[]? stride, long[]? padding, long[]? dilation = null)
    {
        long[] outputs = layer.OutputShape();
        return [.. layer.RowShape[1..].Select((size, dim) => new PoolAxis(size, outputs[dim + 1], Of(kernel, dim, 1),
            Of(stride, dim, Of(kernel, dim, 1)), Of(padding, dim, 0), Of(dilation, dim, 1)))];
    }

    /// <summary>One number may stand for all dimensions, none for the usual one.</summary>
    private static long Of(long[]? values, int dim, long usual) =>
        values is null or [] ? usual : values[values.Length == 1 ? 0 : dim];

    private static long[]? One(long? value) => value is { } known ? [known] : null;

    private static OnnxValue Node(Layer layer, string op, string input, PoolAxis[] axes, (string, object) attribute) =>
        layer.Node(op, [layer.RowShape[0], .. Each(axes, axis => axis.Outputs)], [input],
            ("kernel_shape", Each(axes, axis => axis.Kernel)),
            ("strides", Each(axes, axis => axis.Stride)),
            ("pads", Pads(axes)),
            attribute);

    private static long[] Pads(PoolAxis[] axes) => [.. Each(axes, axis => axis.Padding), .. Each(axes, axis => axis.End)];

    private static long[] Each(PoolAxis[] axes, Func<PoolAxis, long> value) => [.. axes.Select(value)];
}
