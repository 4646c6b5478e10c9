namespace MLNetDeep.AutoML.Statistics;

/// <summary>
/// The bootstrap over rows (Efron 1979): rows are drawn with replacement as often as there are rows, and a figure is worked out again with each row counted as often as it was drawn. All
/// figures of one replicate see the same draw: differences between contenders are paired.
/// </summary>
internal sealed class RowBootstrap
{
    private readonly int[] _units;
    private readonly int _count;
    private readonly int _seed;

    /// <summary>A bootstrap of so many rows.</summary>
    /// <param name="units">
    /// For each row the number, from 0, of what is drawn with it: the row itself, or a group of rows that are no independent observations.
    /// </param>
    /// <param name="seed">Replicate r of the same seed is the same draw.</param>
    public RowBootstrap(int[] units, int seed) => (_units, _count, _seed) = (units, units.Length == 0 ? 0 : units.Max() + 1, seed);

    /// <summary>Each row drawn for itself.</summary>
    public static RowBootstrap OfRows(int rows, int seed) => new([.. Enumerable.Range(0, rows)], seed);

    /// <summary>Works out figures on so many draws.</summary>
    /// <param name="replicates">How many.</param>
    /// <param name="figures">From how often each row was drawn to figures, always as many; called on several threads.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>For each figure its value in every replicate.</returns>
    public double[][] Run(int replicates, Func<int[], double[]> figures, CancellationToken cancel = default)
    {
        double[][] byReplicate = new double[replicates][];
        Parallel.For(0, replicates, new ParallelOptions { CancellationToken = cancel }, () => (new int[_count], new int[_units.Length]), (replicate, _, buffers) =>
        {
            Draw(replicate, buffers.Item1, buffers.Item2);
            byReplicate[replicate] = figures(buffers.Item2);
            return buffers;
        }, _ => { });
        int count = replicates == 0 ? 0 : byReplicate[0].Length;
        return [.. Enumerable.Range(0, count).Select(figure => Array.ConvertAll(byReplicate, values => values[figure]))];
    }

    /// <summary>The interval between the two quantiles that leave out the same share on both sides.</summary>
    public static (double Low, double High) Percentiles(IReadOnlyCollection<double> values, double level) =>
        (Sample.Quantile(values, (1 - level) / 2), Sample.Quantile(values, (1 + level) / 2));

    private void Draw(int replicate, int[] drawn, int[] weights)
    {
        var random = new Random(unchecked((_seed * 486187739) + (replicate * 16777619)));
        Array.Clear(drawn);
        for (int i = 0; i < _count; i++)
            drawn[random.Next(_count)]++;
        for (int row = 0; row < weights.Length; row++)
            weights[row] = drawn[_units[row]];
    }
}
