using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Tests.Tabular;

/// <summary>A row with a column of every kind that a table takes, and some that it does not.</summary>
internal sealed class TableRow
{
    public bool Label { get; set; }

    public float Age { get; set; }

    public long Count { get; set; }

    [VectorType(3)]
    public double[] Sizes { get; set; } = [];

    [VectorType(2)]
    public bool[] Marks { get; set; } = [];

    public bool IsNew { get; set; }

    public string Town { get; set; } = "";

    [KeyType(4)]
    public uint Kind { get; set; }

    public DateTime Day { get; set; }

    public DateTimeOffset Moment { get; set; }

    /// <summary>Does not suit: nobody knows how many.</summary>
    public string[] Words { get; set; } = [];

    /// <summary>Does not suit.</summary>
    public TimeSpan Duration { get; set; }

    public float Weight { get; set; } = 1;

    public static readonly string[] Suiting =
        [nameof(Age), nameof(Count), nameof(Sizes), nameof(Marks), nameof(IsNew), nameof(Town), nameof(Kind), nameof(Day), nameof(Moment)];

    private static readonly string[] Towns = ["Bonn", "Ulm", "Kiel"];

    public static IDataView View(MLContext ml, int count, int seed = 1) => ml.Data.LoadFromEnumerable(Rows(count, seed));

    public static List<TableRow> Rows(int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => Row(random, i))];
    }

    private static TableRow Row(Random random, int number)
    {
        var isTrue = random.Next(2) == 0;
        var shift = isTrue ? 1 : 0;
        var day = random.Next(9) == 0 ? default : new DateTime(2021, 1 + (6 * shift), 1 + random.Next(28), random.Next(24), 30, 0);
        return new TableRow
        {
            Label = isTrue,
            Age = random.Next(8) == 0 ? float.NaN : (20 * shift) + (30 * random.NextSingle()),
            Count = random.NextInt64(1_000_000_000_000),
            Sizes = [random.NextDouble(), random.Next(8) == 0 ? double.NaN : random.NextDouble() + shift, 7],
            Marks = [random.Next(2) == 0, isTrue],
            IsNew = random.Next(2) == 0,
            Town = random.Next(10) switch { 0 => "", 1 => $"hamlet {number}", _ => Towns[random.Next(2) + shift] },
            Kind = (uint)random.Next(5),
            Day = day,
            Moment = day == default ? default : new DateTimeOffset(day, TimeSpan.FromHours(2)),
            Duration = TimeSpan.FromHours(number),
        };
    }
}
