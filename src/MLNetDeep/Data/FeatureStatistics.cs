using static TorchSharp.torch;

namespace MLNetDeep.Data;

/// <summary>Means and deviations of the training rows: of each entry of the first dimension, such as the channels of a picture.</summary>
/// <param name="shape">What a row looks like.</param>
/// <param name="leavesOutZeros">Whether rows of nothing but zeros are left out.</param>
internal sealed class FeatureStatistics(InputShape shape, bool leavesOutZeros = false) : FeatureLearner
{
    private readonly int _groups = (int)shape.Dimensions[0];
    private readonly double[] _sums = new double[shape.Dimensions[0]];
    private readonly double[] _squares = new double[shape.Dimensions[0]];
    private long _count;

    /// <summary>The smallest number in any picture; of rows of numbers nothing is known.</summary>
    public float Smallest { get; private set; } = float.PositiveInfinity;

    /// <summary>The largest number in any picture; of rows of numbers nothing is known.</summary>
    public float Largest { get; private set; } = float.NegativeInfinity;

    public override void Add(Features features)
    {
        using var scope = NewDisposeScope();
        var rows = leavesOutZeros ? WithoutZeros(features.Single) : features.Single;
        if (rows.shape[0] == 0) return;
        if (shape.Dimensions.Count > 1)
        {
            Smallest = Math.Min(Smallest, rows.min().to(ScalarType.Float32).item<float>());
            Largest = Math.Max(Largest, rows.max().to(ScalarType.Float32).item<float>());
        }
        var values = rows.reshape(rows.shape[0], _groups, -1).to(ScalarType.Float64);
        Accumulate(_sums, values.sum([0, 2]));
        Accumulate(_squares, values.mul(values).sum([0, 2]));
        _count += values.shape[0] * values.shape[2];
    }

    public float[] Means() => _sums.Select(s => (float)(s / Math.Max(1, _count))).ToArray();

    /// <summary>Deviations; 1 where a group never changes, so that it becomes 0 everywhere.</summary>
    public float[] Deviations() => _sums.Zip(_squares, (s, q) => Deviation(s / Math.Max(1, _count), q / Math.Max(1, _count))).ToArray();

    private static Tensor WithoutZeros(Tensor rows) => rows.index_select(0, rows.to(ScalarType.Float32).abs().amax([1]).nonzero().flatten());

    private static float Deviation(double mean, double square)
    {
        var variance = square - (mean * mean);
        return variance > 1e-12 * Math.Max(1e-12, square) ? (float)Math.Sqrt(variance) : 1;
    }

    private static void Accumulate(double[] totals, Tensor sums)
    {
        var values = sums.data<double>().ToArray();
        for (var i = 0; i < totals.Length; i++) totals[i] += values[i];
    }
}
