using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Bench.Generative;

/// <summary>A digit.</summary>
internal sealed class Digit
{
    public string Label { get; set; } = "";

    [VectorType(64)]
    public float[] Pixels { get; set; } = [];
}

/// <summary>A digit that may be an anomaly.</summary>
internal sealed class Suspect
{
    public float IsHeldOut { get; set; }

    [VectorType(64)]
    public float[] Pixels { get; set; } = [];
}

/// <summary>Handwritten digits, 8 × 8 pixels from 0 to 16: a fifth of them to test on.</summary>
internal sealed class Digits
{
    public const int Classes = 10;
    private const double TestFraction = 0.2;

    public Digits(string path)
    {
        Digit[] all = [.. File.ReadLines(path).Skip(1).Select(line => line.Split(',')).Select(cells => new Digit { Label = cells[0], Pixels = [.. cells[1..].Select(float.Parse)] })];
        var random = new Random(1);
        random.Shuffle(all);
        var test = all.GroupBy(d => d.Label).SelectMany(group => group.Take((int)Math.Round(TestFraction * group.Count()))).ToHashSet();
        (Train, Test) = ([.. all.Where(d => !test.Contains(d))], [.. all.Where(test.Contains)]);
    }

    public IReadOnlyList<Digit> Train { get; }

    public IReadOnlyList<Digit> Test { get; }

    /// <summary>Rows whose labels are keys, all in the same order.</summary>
    public static IDataView Keyed(MLContext ml, IEnumerable<Digit> rows)
    {
        var names = ml.Data.LoadFromEnumerable(Enumerable.Range(0, Classes).Select(i => new Name { Label = $"{i}" }).ToList());
        return ml.Transforms.Conversion.MapValueToKey("Label", keyData: names).Fit(names).Transform(ml.Data.LoadFromEnumerable(rows.ToList()));
    }

    private sealed class Name
    {
        public string Label { get; set; } = "";
    }
}
