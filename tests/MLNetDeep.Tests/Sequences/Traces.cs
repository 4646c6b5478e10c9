using Microsoft.ML;

namespace MLNetDeep.Tests.Sequences;

/// <summary>Waves of two channels and different lengths; the class is how fast they are.</summary>
internal static class Traces
{
    public static IDataView View(MLContext ml, int count, Action<Trace, int>? change = null) => ml.Data.LoadFromEnumerable(Rows(count, change));

    public static List<Trace> Rows(int count, Action<Trace, int>? change = null)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var (steps, speed) = (6 + random.Next(12), i % 2 == 0 ? 0.4 : 1.1);
            var row = new Trace { Label = i % 2 == 0, Size = (float)speed, Sequence = [.. Enumerable.Range(0, steps * 2).Select(k => (float)(Math.Sin((k / 2 * speed) + i) + (k % 2 * 5)))] };
            change?.Invoke(row, i);
            return row;
        })];
    }
}

internal sealed class Trace
{
    public bool Label { get; set; }

    public float Size { get; set; }

    public float[] Sequence { get; set; } = [];
}

internal sealed class TraceVerdict
{
    public float Probability { get; set; }
}
