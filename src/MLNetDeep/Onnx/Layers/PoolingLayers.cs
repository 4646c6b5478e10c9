using static TorchSharp.torch;

namespace MLNetDeep.Onnx.Layers;

/// <summary>
/// Pools, adaptive or not. A pool works on each dimension apart, so it is known by one table per dimension: how much of
/// element i goes into output o. The table is found by a probe that holds one row of ones in each of its images.
/// </summary>
internal static class PoolingLayers
{
    public static OnnxValue Max(Layer layer)
    {
        using var scope = NewDisposeScope();
        var (sizes, outputs) = Sizes(layer);
        var settings = new WindowSettings[sizes.Length];
        for (int dim = 0; dim < sizes.Length; dim++)
        {
            float[,] table = Table(layer, sizes, outputs, dim);
            settings[dim] = WindowSettings.OfPool(sizes[dim], outputs[dim])
                .Where(candidate => Explains(candidate, table))
                .Select(candidate => (WindowSettings?)candidate)
                .FirstOrDefault() ?? throw layer.Unclear($"its windows over {sizes[dim]} elements are not alike.");
        }
        return Node(layer, "MaxPool", outputs, settings, ("dilations", settings.Select(s => s.Dilation).ToArray()));
    }

    public static OnnxValue Average(Layer layer)
    {
        using var scope = NewDisposeScope();
        var (sizes, outputs) = Sizes(layer);
        float[][,] tables = [.. Enumerable.Range(0, sizes.Length).Select(dim => Table(layer, sizes, outputs, dim))];
        Normalise(layer, sizes, outputs, tables);
        foreach (bool countPadding in new[] { true, false })
        {
            WindowSettings?[] settings = [.. tables.Select((table, dim) =>
                FindAverage(table, sizes[dim], outputs[dim], countPadding))];
            if (settings.All(s => s is not null))
            {
                return Node(layer, "AveragePool", outputs, [.. settings.Select(s => s!.Value)],
                    ("count_include_pad", countPadding));
            }
        }
        return ByMatrices(layer, outputs, tables);
    }

    private static WindowSettings? FindAverage(float[,] table, long size, long outputs, bool countPadding) =>
        WindowSettings.OfPool(size, outputs)
            .Where(candidate => candidate.Dilation == 1 && Averages(candidate, table, countPadding))
            .Select(candidate => (WindowSettings?)candidate)
            .FirstOrDefault();

    private static (long[] Sizes, long[] Outputs) Sizes(Layer layer) => (layer.RowShape[1..], layer.OutputShape()[1..]);

    /// <summary>Runs the pool on as many images as the dimension is long; image i is 1 at i along it and 0 elsewhere.</summary>
    private static float[,] Table(Layer layer, long[] sizes, long[] outputs, int dim)
    {
        long size = sizes[dim], count = outputs[dim];
        long[] shape = [size, 1, .. Enumerable.Repeat(1L, sizes.Length)];
        shape[dim + 2] = size;
        var images = eye(size, device: layer.Composer.Device).reshape(shape).expand([size, 1, .. sizes]).contiguous();
        float[] answers = TensorValues.ToFloats(layer.Forward(images));
        // Of the other dimensions the position counts where least is lost to padding.
        long[] strides = Strides(outputs);
        long perImage = outputs.Aggregate(1L, (product, n) => product * n);
        var table = new float[count, size];
        for (long image = 0; image < size; image++)
        {
            for (long position = 0; position < perImage; position++)
            {
                long output = position / strides[dim] % count;
                table[output, image] = Math.Max(table[output, image], answers[(image * perImage) + position]);
            }
        }
        return table;
    }

    private static long[] Strides(long[] outputs)
    {
        long[] strides = new long[outputs.Length];
        long stride = 1;
        for (int dim = outputs.Length - 1; dim >= 0; dim--)
        {
            strides[dim] = stride;
            stride *= outputs[dim];
        }
        return strides;
    }

    private static bool Explains(WindowSettings settings, float[,] table)
    {
        for (int output = 0; output < table.GetLength(0); output++)
        {
            var covered = settings.Covered(output).ToHashSet();
            for (int i = 0; i < table.GetLength(1); i++)
            {
                if (covered.Contains(i) != table[output, i] > 0)
                    return false;
            }
        }
        return true;
    }

    private static bool Averages(WindowSettings settings, float[,] table, bool countPadding)
    {
        int size = table.GetLength(1);
        for (int output = 0; output < table.GetLength(0); output++)
        {
            var covered = settings.Covered(output).ToHashSet();
            int inside = covered.Count(i => i >= 0 && i < size);
            float share = 1f / (countPadding ? settings.Kernel : inside);
            for (int i = 0; i < size; i++)
            {
                if (MathF.Abs(table[output, i] - (covered.Contains(i) ? share : 0)) > 1e-5f)
                    return false;
            }
        }
        return true;
    }

    /// <summary>
    /// Each table holds the largest factor of the other dimensions too. Where windows of ones average to less than 1 (padding
    /// counted, or a divisor of the layer's own) the first table takes what is left over, so that the product is right.
    /// </summary>
    private static void Normalise(Layer layer, long[] sizes, long[] outputs, float[][,] tables)
    {
        if (tables.Length < 2)
            return;
        float whole = TensorValues.ToFloats(layer.Forward(ones([1, 1, .. sizes], device: layer.Composer.Device))).Max();
        for (int dim = 0; dim < tables.Length; dim++)
        {
            float largest = Enumerable.Range(0, (int)outputs[dim])
                .Max(output => Enumerable.Range(0, (int)sizes[dim]).Sum(i => tables[dim][output, i]));
            float scale = (dim == 0 ? whole : 1) / largest;
            for (int output = 0; output < outputs[dim]; output++)
            {
                for (int i = 0; i < sizes[dim]; i++)
                    tables[dim][output, i] *= scale;
            }
        }
    }

    private static OnnxValue Node(
        Layer layer, string op, long[] outputs, WindowSettings[] settings, (string, object) attribute) =>
        layer.Node(op, [layer.RowShape[0], .. outputs], [layer.Input.Name],
            ("kernel_shape", settings.Select(s => s.Kernel).ToArray()),
            ("strides", settings.Select(s => s.Stride).ToArray()),
            ("pads", settings.Select(s => s.Begin).Concat(settings.Select(s => s.End)).ToArray()),
            attribute);

    /// <summary>Any averaging at all is a product with the tables: rows from the left, columns from the right.</summary>
    private static OnnxValue ByMatrices(Layer layer, long[] outputs, float[][,] tables)
    {
        string value = layer.Input.Name;
        if (tables.Length == 2)
            value = layer.Op("MatMul", layer.Weights(Flat(tables[0], false), outputs[0], tables[0].GetLength(1)), value);
        var last = tables[^1];
        value = layer.Op("MatMul", value, layer.Weights(Flat(last, true), last.GetLength(1), last.GetLength(0)));
        return new OnnxValue(value, [layer.RowShape[0], .. outputs]);
    }

    private static float[] Flat(float[,] table, bool transposed)
    {
        int rows = table.GetLength(transposed ? 1 : 0), columns = table.GetLength(transposed ? 0 : 1);
        float[] flat = new float[rows * columns];
        for (int i = 0; i < flat.Length; i++)
            flat[i] = transposed ? table[i % columns, i / columns] : table[i / columns, i % columns];
        return flat;
    }
}
