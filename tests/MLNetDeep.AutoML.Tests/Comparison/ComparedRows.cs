using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML.Tests.Comparisons;

/// <summary>Small tables with a label for each task.</summary>
internal sealed class ComparedRow
{
    public float A { get; set; }

    public float B { get; set; }

    public bool IsLarge { get; set; }

    public string Kind { get; set; } = "";

    public float Value { get; set; }

    [VectorType(2)]
    public float[] Both { get; set; } = [];

    [VectorType(2)]
    public float[] Tags { get; set; } = [];

    public string Person { get; set; } = "";

    public DateTime Day { get; set; }

    /// <summary>Rows whose labels follow from A and B, up to some noise.</summary>
    public static IDataView Load(MLContext ml, int count, double noise = 0.3)
    {
        var random = new Random(11);
        float Noise() => (float)((random.NextDouble() - 0.5) * 2 * noise);
        ComparedRow[] rows = [.. Enumerable.Range(0, count).Select(i =>
        {
            var (a, b) = (random.NextSingle(), random.NextSingle());
            float sum = a + b + Noise();
            return new ComparedRow
            {
                A = a, B = b, IsLarge = sum > 1, Kind = sum < 0.7 ? "low" : sum < 1.3 ? "middle" : "high", Value = 100 + (20 * sum), Both = [sum, a - b + Noise()],
                Tags = [a + Noise() > 0.5 ? 1 : 0, b + Noise() > 0.5 ? 1 : 0], Person = $"p{i % 10}", Day = new DateTime(2024, 1, 1).AddDays(i),
            };
        })];
        IDataView data = ml.Data.LoadFromEnumerable(rows);
        return ml.Transforms.Conversion.MapValueToKey("Kind").Fit(data).Transform(data);
    }
}
