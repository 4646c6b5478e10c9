namespace MLNetDeep.Inputs.Series;

/// <summary>What is learnt of the training part of series.</summary>
internal sealed record SeriesStatistics
{
    /// <summary>The mean of each value column over all series.</summary>
    public required float[] Means { get; init; }

    /// <summary>The standard deviation of each value column over all series; 1 where it is 0.</summary>
    public required float[] Deviations { get; init; }

    /// <summary>The means of known and static columns.</summary>
    public required float[] KnownMeans { get; init; }

    /// <summary>The standard deviations of known and static columns; 1 where they are 0.</summary>
    public required float[] KnownDeviations { get; init; }

    /// <summary>The standard deviations of the value columns of each series, by its id; that of all series where one is 0.</summary>
    public required Dictionary<string, float[]> Scales { get; init; }

    /// <summary>The mean absolute difference of each value column of each series to a season before, by its id: what MASE divides by; 0 where values are constant.</summary>
    public required Dictionary<string, float[]> SeasonalErrors { get; init; }

    /// <summary>Learns from the first steps of each series.</summary>
    /// <param name="table">The series.</param>
    /// <param name="end">The step behind the training part of each.</param>
    /// <param name="season">The steps of a season.</param>
    public static SeriesStatistics Of(SeriesTable table, Func<int, int> end, int season)
    {
        var (width, known, statics) = (table.Width, table.Columns.Known.Length, table.Columns.Statics.Length);
        var (values, covariates) = (new Moments(width), new Moments(known + statics));
        var scales = new Dictionary<string, float[]>(StringComparer.Ordinal);
        var seasonal = new Dictionary<string, float[]>(StringComparer.Ordinal);
        for (var i = 0; i < table.Series.Count; i++)
        {
            var (series, own) = (table.Series[i], new Moments(width));
            for (var step = 0; step < end(i); step++)
            {
                own.Add(series.Values.AsSpan(step * width, width));
                values.Add(series.Values.AsSpan(step * width, width));
                if (known + statics > 0) covariates.Add([.. series.Known.AsSpan(step * known, known), .. series.Statics]);
            }
            scales[series.Id] = own.Deviations();
            seasonal[series.Id] = SeasonalError(series.Values, width, end(i), season);
        }
        var all = NoZeros(values.Deviations());
        foreach (var own in scales.Values)
            for (var k = 0; k < width; k++)
                if (!(own[k] > 0)) own[k] = all[k];
        return new SeriesStatistics
        {
            Means = values.Means(),
            Deviations = all,
            KnownMeans = covariates.Means(),
            KnownDeviations = NoZeros(covariates.Deviations()),
            Scales = scales,
            SeasonalErrors = seasonal,
        };
    }

    /// <summary>The deviations that the errors of a series are counted in: its own, or those of all where it was not in the training.</summary>
    public float[] ScaleOf(string id) => Scales.GetValueOrDefault(id, Deviations);

    private static float[] SeasonalError(float[] values, int width, int end, int season)
    {
        var sums = new double[width];
        for (var i = season * width; i < end * width; i++) sums[i % width] += Math.Abs((double)values[i] - values[i - (season * width)]);
        return [.. sums.Select(sum => end > season ? (float)(sum / (end - season)) : 0)];
    }

    private static float[] NoZeros(float[] values) => Array.ConvertAll(values, value => value > 0 ? value : 1);

    // Welford's, which stays exact far from 0.
    private sealed class Moments(int width)
    {
        private readonly double[] _means = new double[width], _squares = new double[width];
        private long _count;

        public void Add(ReadOnlySpan<float> values)
        {
            _count++;
            for (var i = 0; i < width; i++)
            {
                var before = values[i] - _means[i];
                _means[i] += before / _count;
                _squares[i] += before * (values[i] - _means[i]);
            }
        }

        public float[] Means() => Array.ConvertAll(_means, mean => (float)mean);

        public float[] Deviations() => Array.ConvertAll(_squares, square => (float)Math.Sqrt(square / Math.Max(1, _count)));
    }
}
