using System.Globalization;
using MLNetDeep.Files.Kinds;
using MLNetDeep.Files.Reading;
using MLNetDeep.Files.Views;

namespace MLNetDeep.Files.Describing;

/// <summary>The values of one column: range or counts of all, and a sample of rows.</summary>
internal sealed class ColumnValues(TableFileColumn column, int index, FieldParser parser)
{
    private const int MostCounted = 20_000;
    private const int Shown = 5;
    private const int Intervals = 20;

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly List<double> _numbers = [];
    private readonly List<string> _texts = [];
    private double _least = double.PositiveInfinity;
    private double _most = double.NegativeInfinity;

    public TableFileColumn Column => column;

    public bool IsNumeric => column.Kind is ColumnKind.Number or ColumnKind.Date;

    /// <summary>Of the sampled rows: the number, or the ticks of the date; NaN where it is missing.</summary>
    public IReadOnlyList<double> Numbers => _numbers;

    /// <summary>Of the sampled rows: the text; empty where it is missing.</summary>
    public IReadOnlyList<string> Texts => _texts;

    public void Add(RecordReader reader, bool isSampled)
    {
        var field = reader.Field(index);
        if (IsNumeric)
        {
            var value = column.Kind == ColumnKind.Number ? parser.Number(field) : parser.Date(field) is var date && date == default ? double.NaN : date.Ticks;
            if (!double.IsNaN(value)) (_least, _most) = (Math.Min(_least, value), Math.Max(_most, value));
            if (isSampled) _numbers.Add(value);
            return;
        }
        var text = parser.Text(field);
        if (isSampled) _texts.Add(text.ToString());
        if (text.IsEmpty) return;
        var counts = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (counts.TryGetValue(text, out var count)) counts[text] = count + 1;
        else if (_counts.Count < MostCounted) counts[text] = 1;
    }

    public ColumnSummary Summary()
    {
        if (!IsNumeric) return new ColumnSummary { Column = column, Frequent = [.. _counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(Shown).Select(c => (KindFinder.Short(c.Key), c.Value))] };
        double[] sorted = [.. _numbers.Where(n => !double.IsNaN(n)).Order()];
        if (sorted.Length == 0 || !(_least <= _most)) return new ColumnSummary { Column = column };
        return new ColumnSummary { Column = column, Least = Text(_least), Median = Text(sorted[sorted.Length / 2]), Most = Text(_most), Histogram = Count(sorted) };
    }

    private long[] Count(double[] sorted)
    {
        var counts = new long[column.Distinct is { } few and <= Intervals ? Math.Max(1, few) : Intervals];
        foreach (var value in sorted) counts[_most > _least ? (int)Math.Min(counts.Length - 1, (value - _least) / (_most - _least) * counts.Length) : 0]++;
        return counts;
    }

    private string Text(double value)
    {
        if (column.Kind == ColumnKind.Number) return NumberText.Of(value);
        var date = new DateTime((long)value);
        return date.ToString(date.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }
}
