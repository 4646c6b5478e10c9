using Microsoft.ML.Data;

namespace MLNetDeep.Mortal;

/// <summary>Numbers, some of which decide the label, up to noise.</summary>
internal sealed class Row
{
    private const int Width = 64;

    [VectorType(Width)]
    public float[] Features { get; set; } = [];

    public bool Label { get; set; }

    public static List<Row> Create(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => One(random))];
    }

    private static Row One(Random random)
    {
        var features = new float[Width];
        for (var i = 0; i < Width; i++) features[i] = (float)random.NextDouble() - 0.5f;
        return new Row { Features = features, Label = features.Take(8).Sum() + (random.NextDouble() - 0.5) > 0 };
    }
}
