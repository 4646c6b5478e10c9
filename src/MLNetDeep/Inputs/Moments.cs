using static TorchSharp.torch;

namespace MLNetDeep.Inputs;

/// <summary>Means and deviations of columns of numbers.</summary>
/// <param name="width">Columns.</param>
internal sealed class Moments(int width)
{
    private readonly double[] _sums = new double[width], _squares = new double[width], _counts = new double[width];

    public float[] Means => [.. _sums.Zip(_counts, (sum, count) => (float)(sum / Math.Max(1, count)))];

    /// <summary>Deviations; 1 where a column never changes.</summary>
    public float[] Deviations => [.. Enumerable.Range(0, width).Select(Deviation)];

    /// <summary>Adds rows [rows, width]; nothing where they are null.</summary>
    public void Add(Tensor? rows)
    {
        if (width == 0 || rows is null || rows.shape[0] == 0) return;
        using var scope = NewDisposeScope();
        var values = rows.to(ScalarType.Float64);
        var known = values.isnan().logical_not();
        values = values.nan_to_num(0);
        Add(_sums, values.sum([0]));
        Add(_squares, values.mul(values).sum([0]));
        Add(_counts, known.to(ScalarType.Float64).sum([0]));
    }

    private float Deviation(int column)
    {
        var count = Math.Max(1, _counts[column]);
        var (mean, square) = (_sums[column] / count, _squares[column] / count);
        var variance = square - (mean * mean);
        return variance > 1e-12 * Math.Max(1e-12, square) ? (float)Math.Sqrt(variance) : 1;
    }

    private static void Add(double[] totals, Tensor sums)
    {
        var values = sums.data<double>().ToArray();
        for (var i = 0; i < totals.Length; i++) totals[i] += values[i];
    }
}
