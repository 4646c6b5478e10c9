using MLNetDeep.Common;
using static TorchSharp.torch;

namespace MLNetDeep.Data;

/// <summary>What the labels of the training rows are like: rows of each class, means and deviations of numbers.</summary>
internal sealed class TargetStatistics(TargetSpec spec)
{
    private readonly double[] _sums = new double[spec.Width];
    private readonly double[] _squares = new double[spec.Width];
    private readonly float[] _lows = Filled(spec.Width, float.PositiveInfinity), _highs = Filled(spec.Width, float.NegativeInfinity);

    public long Rows { get; private set; }

    /// <summary>Rows of each class; of all rows where there are no classes.</summary>
    public long[] Counts { get; } = new long[spec.Strata];

    public void Add(Tensor targets)
    {
        Rows += targets.shape[0];
        if (spec.IsClass)
        {
            foreach (var label in targets.data<long>()) Counts[label]++;
            return;
        }
        var values = Tensors.ToFloats(targets);
        for (var i = 0; i < values.Length; i++)
        {
            var slot = i % spec.Width;
            if (slot == 0) Counts[spec.Strata > 1 ? (int)values[i] : 0]++;
            _sums[slot] += values[i];
            _squares[slot] += (double)values[i] * values[i];
            (_lows[slot], _highs[slot]) = (Math.Min(_lows[slot], values[i]), Math.Max(_highs[slot], values[i]));
        }
    }

    public float[] Means() => [.. _sums.Select(s => (float)(s / Math.Max(1, Rows)))];

    /// <summary>Deviations; 1 where a target never changes.</summary>
    public float[] Deviations() => [.. _sums.Zip(_squares, (s, q) => Deviation(s / Math.Max(1, Rows), q / Math.Max(1, Rows)))];

    /// <summary>The least value of each target.</summary>
    public float[] Lows() => [.. _lows];

    /// <summary>The greatest value of each target.</summary>
    public float[] Highs() => [.. _highs];

    private static float[] Filled(int count, float value)
    {
        var values = new float[count];
        Array.Fill(values, value);
        return values;
    }

    private static float Deviation(double mean, double square)
    {
        var variance = square - (mean * mean);
        return variance > 1e-12 * Math.Max(1e-12, square) ? (float)Math.Sqrt(variance) : 1;
    }
}
