using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Tests.Generation;

/// <summary>Rows that generative models are tried on.</summary>
internal static class GenerativeRows
{
    /// <summary>Small images, 5 × 7 pixels: a bar from left to right ("flat") or from top to bottom ("tall") at any place, from 0 to 10.</summary>
    public static IDataView Bars(MLContext ml, int count, int seed = 1)
    {
        var random = new Random(seed);
        var view = ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => Bar(random, i % 2 == 0)).ToList());
        return ml.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue).Fit(view).Transform(view);
    }

    /// <summary>Whether pixels show a bar of this kind more than one of the other: how much of the deviation is between rows, not between columns.</summary>
    public static bool IsFlat(float[] pixels)
    {
        double[] rows = [.. Enumerable.Range(0, 5).Select(y => Enumerable.Range(0, 7).Average(x => pixels[(y * 7) + x]))], columns = [.. Enumerable.Range(0, 7).Select(x => Enumerable.Range(0, 5).Average(y => pixels[(y * 7) + x]))];
        return rows.Max() - rows.Min() > columns.Max() - columns.Min();
    }

    /// <summary>Points on a plane in six dimensions, with a little noise; those far from it are anomalies.</summary>
    public static IDataView Plane(MLContext ml, int count, int seed, double anomalies = 0)
    {
        var random = new Random(seed);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i =>
        {
            var (a, b, isOdd) = (Normal(), Normal(), anomalies * count > i);
            double[] on = [a, b, a + b, a - b, 2 * a, 100 + (50 * b)];
            return new PlaneRow { IsOdd = isOdd ? 1 : 0, Features = [.. on.Select((v, k) => (float)(v + ((isOdd ? 1.5 : 0.05) * (k == 5 ? 50 : 1) * Normal())))] };
        }).ToList());
    }

    private static BarRow Bar(Random random, bool isFlat)
    {
        var (place, pixels) = (random.Next(isFlat ? 5 : 7), new float[35]);
        for (var i = 0; i < pixels.Length; i++)
            if ((isFlat ? i / 7 : i % 7) == place) pixels[i] = 8 + (2 * random.NextSingle());
        return new BarRow { Label = isFlat ? "flat" : "tall", Pixels = pixels };
    }
}

internal sealed class BarRow
{
    public string Label { get; set; } = "";

    [VectorType(35)]
    public float[] Pixels { get; set; } = [];
}

internal sealed class PlaneRow
{
    public float IsOdd { get; set; }

    [VectorType(6)]
    public float[] Features { get; set; } = [];
}
