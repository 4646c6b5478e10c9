using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Tests.Forecasting;

/// <summary>A step of a series.</summary>
internal sealed class Step
{
    public string Series { get; set; } = "";

    public DateTime Time { get; set; }

    public float Sales { get; set; }

    public float Visits { get; set; }

    public float Holiday { get; set; }

    public float Size { get; set; }
}

/// <summary>Series that tests know.</summary>
internal static class MadeSeries
{
    public static readonly DateTime Start = new(2024, 1, 1);

    /// <summary>A daily wave around a slow trend, with noise.</summary>
    public static Step[] Hours(int count, int seed, double noise = 0.1, string series = "", double level = 10, double height = 1)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(i => new Step
            {
                Series = series,
                Time = Start.AddHours(i),
                Sales = (float)(level + (height * (Math.Sin(2 * Math.PI * i / 24) + (0.001 * i) + (noise * Normal(random))))),
                Visits = (float)(level + (height * ((2 * Math.Cos(2 * Math.PI * i / 24)) + (noise * Normal(random))))),
            }),
        ];
    }

    public static IDataView View(this MLContext ml, IEnumerable<Step> steps) => ml.Data.LoadFromEnumerable(steps);

    /// <summary>Small options for the two value columns.</summary>
    public static T Small<T>(Action<T>? set = null)
        where T : ForecasterOptions, new()
    {
        var options = new T { Horizon = 6, LookBack = 48, ValueColumnNames = [nameof(Step.Sales), nameof(Step.Visits)], Seed = 1, MaxEpochs = 2, ScoringEngine = ScoringEngine.Torch, Device = "cpu" };
        set?.Invoke(options);
        return options;
    }

    public static float[] Numbers(IDataView view, string column) => [.. view.GetColumn<float>(column)];

    public static float[][] Vectors(IDataView view, string column) => [.. view.GetColumn<float[]>(column)];

    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
