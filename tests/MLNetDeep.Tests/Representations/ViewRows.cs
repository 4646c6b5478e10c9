using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Tests.Representations;

/// <summary>Rows that networks learn from without labels.</summary>
internal static class ViewRows
{
    public const int Side = 8;
    private static readonly string[] Towns = ["Bonn", "Ulm", "Kiel"];

    /// <summary>Small images of four shapes, at about one place, whose brightness and contrast say nothing and differ more than shapes do.</summary>
    public static IDataView Shapes(MLContext ml, int count, int seed)
    {
        var random = new Random(seed);
        return Keyed(ml, Enumerable.Range(0, count).Select(i => Shape(random, i % 4)).ToList());
    }

    /// <summary>A table of which each column is told by others: numbers and a category that go by a class and by a place within it.</summary>
    public static IDataView Table(MLContext ml, int count, int seed)
    {
        var random = new Random(seed);
        return Keyed(ml, Enumerable.Range(0, count).Select(i =>
        {
            var place = random.NextSingle();
            float Noise() => 0.1f * random.NextSingle();
            return new ViewTableRow
            {
                Label = $"{i % 3}",
                A = (i % 3) + place + Noise(),
                B = (i % 3 * 2) - place + Noise(),
                C = (place * place) + Noise(),
                D = random.Next(20) == 0 ? float.NaN : 1 - place + Noise(),
                Pair = [(i % 3) - Noise(), place + Noise()],
                Town = Towns[i % 3],
            };
        }).ToList());
    }

    /// <summary>The share of rows whose nearest other row has their label.</summary>
    public static double Nearest(IDataView rows, string column)
    {
        float[][] vectors = [.. rows.GetColumn<float[]>(column)];
        uint[] labels = [.. rows.GetColumn<uint>("Label")];
        return Enumerable.Range(0, vectors.Length).Average(i => labels[Enumerable.Range(0, vectors.Length).Where(k => k != i).MinBy(k => Apart(vectors[i], vectors[k]))] == labels[i] ? 1.0 : 0);
    }

    private static double Apart(float[] a, float[] b) => a.Zip(b, (x, y) => (double)(x - y) * (x - y)).Sum();

    private static IDataView Keyed<T>(MLContext ml, IReadOnlyList<T> rows) where T : class
    {
        var view = ml.Data.LoadFromEnumerable(rows);
        return ml.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue).Fit(view).Transform(view);
    }

    private static ShapeRow Shape(Random random, int shape)
    {
        var (light, depth, dx, dy) = (random.Next(160), 20 + random.Next(30), random.Next(-1, 2), random.Next(-1, 2));
        bool IsOn(int y, int x) => shape switch
        {
            0 => y is 2 or 5,
            1 => x is 2 or 5,
            2 => x == y || x == Side - 1 - y,
            _ => (x is 1 or 6 && y is >= 1 and <= 6) || (y is 1 or 6 && x is >= 1 and <= 6),
        };
        return new ShapeRow { Label = $"{shape}", Pixels = [.. Enumerable.Range(0, Side * Side).Select(i => light + (IsOn((i / Side) + dy, (i % Side) + dx) ? depth : 0) + (35 * random.NextSingle()))] };
    }
}

internal sealed class ShapeRow
{
    public string Label { get; set; } = "";

    [VectorType(ViewRows.Side * ViewRows.Side)]
    public float[] Pixels { get; set; } = [];
}

internal sealed class ViewTableRow
{
    public string Label { get; set; } = "";

    public float A { get; set; }

    public float B { get; set; }

    public float C { get; set; }

    public float D { get; set; }

    [VectorType(2)]
    public float[] Pair { get; set; } = [];

    public string Town { get; set; } = "";
}
