using MLNetDeep.Common;
using MLNetDeep.Inputs.Series;
using static TorchSharp.torch;

namespace MLNetDeep.Series;

/// <summary>
/// Sums and products of windows and what comes behind them: all that least squares needs to know, for any shorter look-back window too. A vector is a column of a window and its targets [look-back + horizon], less
/// the window's last value.
/// </summary>
internal sealed class WindowMoments : IDisposable
{
    private const int BatchWindows = 256;

    private WindowMoments(Tensor products, Tensor sums, double weight, int lookBack) => (Products, Sums, Weight, LookBack) = (products, sums, weight, lookBack);

    /// <summary>The sum of the products of vectors [look-back + horizon, look-back + horizon], in double precision.</summary>
    public Tensor Products { get; }

    /// <summary>The sum of vectors [look-back + horizon].</summary>
    public Tensor Sums { get; }

    /// <summary>The sum of their weights.</summary>
    public double Weight { get; }

    public int LookBack { get; }

    /// <summary>Adds up windows.</summary>
    /// <param name="network">Standardizes them.</param>
    /// <param name="windows">The windows.</param>
    /// <param name="byDeviation">Whether each window is divided by its deviation.</param>
    public static WindowMoments Of(SeriesNetwork network, SeriesWindows windows, bool byDeviation)
    {
        var (lookBack, size) = (network.Shape.LookBack, network.Shape.LookBack + network.Shape.Horizon);
        using var still = no_grad();
        var (products, sums, weight) = (zeros([size, size], ScalarType.Float64), zeros([size], ScalarType.Float64), 0.0);
        foreach (var batch in windows.Pass(BatchWindows, null, CancellationToken.None))
        {
            using (batch)
            {
                using var scope = NewDisposeScope();
                var (past, future, scales) = network.Standardize(batch);
                var vectors = cat([past, future], 1).sub(past.narrow(1, lookBack - 1, 1));
                // Errors are counted in the deviations of each series: that of windows where they are normalized by it.
                var counts = byDeviation ? NormalizedBody.Deviation(past.sub(past.mean([1], keepdim: true))) : scales;
                var rows = vectors.div(counts).transpose(1, 2).reshape(-1, size).to(ScalarType.Float64);
                products.AddInPlace(rows.t().mm(rows));
                sums.AddInPlace(rows.sum([0]));
                weight += rows.shape[0];
            }
        }
        return new WindowMoments(products, sums, weight, lookBack);
    }

    /// <summary>
    /// The mean products of inputs and targets of a forecaster with a shorter look-back, which sees its last steps less their last value, or less their mean.
    /// </summary>
    /// <param name="lookBack">Its steps.</param>
    /// <param name="lessMean">Whether the mean is subtracted; else the last value is.</param>
    public (Tensor Products, Tensor Means) For(int lookBack, bool lessMean)
    {
        using var scope = NewDisposeScope();
        var size = Sums.shape[0];
        var kept = size - (LookBack - lookBack);
        var products = Products.narrow(0, LookBack - lookBack, kept).narrow(1, LookBack - lookBack, kept).Over(Weight);
        var means = Sums.narrow(0, LookBack - lookBack, kept).Over(Weight);
        if (!lessMean) return (products.MoveToOuterDisposeScope(), means.MoveToOuterDisposeScope());
        var map = LessMean(kept, lookBack);
        return (map.mm(products).mm(map.t()).MoveToOuterDisposeScope(), map.mv(means).MoveToOuterDisposeScope());
    }

    public void Dispose()
    {
        Products.Dispose();
        Sums.Dispose();
    }

    // Subtracts the mean of the first numbers of a vector from all.
    private static Tensor LessMean(long size, int lookBack)
    {
        var map = eye(size, size, ScalarType.Float64);
        map.narrow(1, 0, lookBack).AddInPlace(-1.0 / lookBack);
        return map;
    }
}
