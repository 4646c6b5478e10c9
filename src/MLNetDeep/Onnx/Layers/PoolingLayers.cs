using MLNetDeep.Common;
using static TorchSharp.torch;

namespace MLNetDeep.Onnx.Layers;

/// <summary>
/// Pools, adaptive or not. A pool works on each dimension apart, so it is known by one table per dimension: how much of
/// element i goes into output o. The table is found by a probe that holds one row of ones in each of its images.
/// </summary>
internal static class PoolingLayers
{
    private const long MostElements = 16_000_000;

    public static OnnxValue Max(Layer layer)
    {
        using var scope = NewDisposeScope();
        var (sizes, outputs) = Sizes(layer);
        var settings = new WindowSettings[sizes.Length];
        for (int dim = 0; dim < sizes.Length; dim++)
        {
            float[,] table = Table(layer, sizes, outputs, dim);
            settings[dim] = Candidates(table)
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
            WindowSettings?[] settings = [.. tables.Select(table => FindAverage(table, countPadding))];
            if (settings.All(s => s is not null))
            {
                return Node(layer, "AveragePool", outputs, [.. settings.Select(s => s!.Value)],
                    ("count_include_pad", countPadding));
            }
        }
        return ByMatrices(layer, outputs, tables);
    }

    private static WindowSettings? FindAverage(float[,] table, bool countPadding) => Candidates(table)
        .Where(candidate => candidate.Dilation == 1 && Averages(candidate, table, countPadding))
        .Select(candidate => (WindowSettings?)candidate)
        .FirstOrDefault();

    /// <summary>
    /// The fullest window tells the dilation and, unless padding covers a part of every window, the kernel. The stride is
    /// how far windows move that padding does not cut; where it cuts all of them, any stride may be the one.
    /// </summary>
    private static IEnumerable<WindowSettings> Candidates(float[,] table)
    {
        var (outputs, size) = (table.GetLength(0), table.GetLength(1));
        int[][] covered = [.. Enumerable.Range(0, outputs)
            .Select(output => Enumerable.Range(0, size).Where(i => table[output, i] > 0).ToArray())];
        int[] fullest = covered.MaxBy(window => window.Length)!;
        long dilation = fullest.Length > 1 ? fullest[1] - fullest[0] : 1;
        var moves = covered.Where(window => window.Length > 0).ToArray();
        long[] strides = [.. new[] { Furthest(moves, window => window[0]), Furthest(moves, window => window[^1]) }
            .Where(stride => stride > 0).Distinct()];
        if (strides.Length == 0)
            strides = [.. Enumerable.Range(1, size).Select(stride => (long)stride)];
        return WindowSettings.OfPool(Math.Max(1, fullest.Length), dilation, strides, size, outputs);
    }

    private static long Furthest(int[][] windows, Func<int[], int> edge) =>
        windows.Zip(windows.Skip(1), (one, next) => edge(next) - edge(one)).DefaultIfEmpty(0).Max();

    private static (long[] Sizes, long[] Outputs) Sizes(Layer layer) => (layer.RowShape[1..], layer.OutputShape()[1..]);

    /// <summary>Runs the pool on as many images as the dimension is long; image i is 1 at i along it and 0 elsewhere.</summary>
    private static float[,] Table(Layer layer, long[] sizes, long[] outputs, int dim)
    {
        long size = sizes[dim], perImage = sizes.Aggregate(1L, (product, n) => product * n);
        long chunk = Math.Clamp(MostElements / perImage, 1, size);
        var table = new float[outputs[dim], size];
        for (long first = 0; first < size; first += chunk)
        {
            using var scope = NewDisposeScope();
            long count = Math.Min(chunk, size - first);
            long[] shape = [count, 1, .. Enumerable.Repeat(1L, sizes.Length)];
            shape[dim + 2] = size;
            var ones = eye(size, device: layer.Composer.Device).narrow(0, first, count);
            var images = ones.reshape(shape).expand([count, 1, .. sizes]).contiguous();
            FillTable(table, Tensors.ToFloats(layer.Forward(images)), outputs, dim, first);
        }
        return table;
    }

    /// <summary>Of the other dimensions the position counts where least is lost to padding.</summary>
    private static void FillTable(float[,] table, float[] answers, long[] outputs, int dim, long first)
    {
        long stride = Strides(outputs)[dim];
        long perImage = outputs.Aggregate(1L, (product, n) => product * n);
        for (long i = 0; i < answers.Length; i++)
        {
            long image = first + (i / perImage), output = i / stride % outputs[dim];
            table[output, image] = Math.Max(table[output, image], answers[i]);
        }
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
            for (int i = 0; i < table.GetLength(1); i++)
            {
                if (settings.Covers(output, i) != table[output, i] > 0)
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
            int inside = Enumerable.Range(0, size).Count(i => settings.Covers(output, i));
            float share = 1f / (countPadding ? settings.Kernel : inside);
            for (int i = 0; i < size; i++)
            {
                if (MathF.Abs(table[output, i] - (settings.Covers(output, i) ? share : 0)) > 1e-5f)
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
        float whole = Tensors.ToFloats(layer.Forward(ones([1, 1, .. sizes], device: layer.Composer.Device))).Max();
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
