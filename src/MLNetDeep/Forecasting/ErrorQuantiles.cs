using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Inputs.Series;
using static TorchSharp.torch;

namespace MLNetDeep.Forecasting;

/// <summary>
/// The quantiles of the errors of forecasts that the network was not trained on, for each step ahead and value column, in deviations of the window: what split conformal prediction adds to forecasts (Lei et al.,
/// Distribution-Free Predictive Inference for Regression, 2018).
/// </summary>
internal static class ErrorQuantiles
{
    private const int BatchWindows = 256;
    private const long MostNumbers = 100_000_000;

    /// <summary>Learns them; evenly chosen windows where there are very many.</summary>
    public static void Learn(SeriesNetwork network, IReadOnlyList<double> quantiles, SeriesTable table, SeriesWindows windows, IReadOnlyList<float[]> scales)
    {
        if (quantiles.Count == 0 || windows.Rows == 0) return;
        var size = network.Shape.Horizon * network.Shape.Width;
        var most = (int)Math.Clamp(MostNumbers / size, 100, int.MaxValue);
        var all = windows.All;
        SeriesWindow[] some = all.Count <= most ? [.. all] : [.. Enumerable.Range(0, most).Select(i => all[(int)((long)i * all.Count / most)])];
        var errors = new float[size][];
        for (var i = 0; i < size; i++) errors[i] = new float[some.Length];
        var done = 0;
        using var chosen = new SeriesWindows(table, some, network.Shape.LookBack, network.Shape.Horizon, scales);
        foreach (var batch in chosen.Pass(BatchWindows, null, CancellationToken.None))
            using (batch)
            {
                var values = Errors(network, batch);
                for (var i = 0; i < values.Length; i++) errors[i % size][done + (i / size)] = values[i];
                done += batch.Rows;
            }
        var found = new float[size * quantiles.Count];
        Parallel.For(0, size, i =>
        {
            Array.Sort(errors[i]);
            for (var q = 0; q < quantiles.Count; q++) found[(i * quantiles.Count) + q] = Quantile(errors[i], quantiles[q]);
        });
        network.LearnErrors(found);
    }

    /// <summary>The quantile of sorted values, a step further out than that of the sample, as a new value may be.</summary>
    public static float Quantile(float[] sorted, double quantile)
    {
        var place = Math.Clamp((quantile * (sorted.Length + 1)) - 1, 0, sorted.Length - 1);
        var below = (int)place;
        return below + 1 >= sorted.Length ? sorted[below] : sorted[below] + (float)((place - below) * (sorted[below + 1] - sorted[below]));
    }

    private static float[] Errors(SeriesNetwork network, Batch batch)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var rows = batch.To(network.Device);
        var errors = rows.Targets.narrow(1, 0, network.Shape.Horizon).sub(network.Run(rows.Features));
        return Tensors.ToFloats(errors.div(network.Spread(rows.Features)));
    }
}
