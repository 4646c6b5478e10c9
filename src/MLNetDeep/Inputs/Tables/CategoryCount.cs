namespace MLNetDeep.Inputs.Tables;

/// <summary>Counts the values of a category in the training rows.</summary>
internal abstract class CategoryCount
{
    /// <summary>Counts the value of the current row.</summary>
    public abstract void Add();

    /// <summary>Whether one value alone was there.</summary>
    public abstract bool IsConstant { get; }

    /// <summary>The values in so many rows or more, the most frequent first, but no more than stated.</summary>
    protected static IEnumerable<T> Frequent<T>(IEnumerable<(T Value, long Count)> counts, TableTrainerOptions options, Comparison<T> order) => counts
        .Where(c => c.Count >= options.MinCategoryCount)
        .OrderByDescending(c => c.Count).ThenBy(c => c.Value, Comparer<T>.Create(order))
        .Take(options.MaxCategories)
        .Select(c => c.Value);
}

/// <summary>Counts keys.</summary>
internal sealed class KeyCount(Func<int> getter, int keys) : CategoryCount
{
    private readonly long[] _counts = new long[keys + 1];

    public override bool IsConstant => _counts.Skip(1).Count(count => count > 0) == 1;

    public override void Add() => _counts[getter()]++;

    /// <summary>For each key from 0 on the code that it gets, from 1; 0 for those that are rare or missing.</summary>
    public float[] Codes(TableTrainerOptions options)
    {
        var codes = new float[keys + 1];
        var code = 0;
        foreach (var key in Frequent(_counts.Select((count, key) => (key, count)).Skip(1), options, (a, b) => a.CompareTo(b))) codes[key] = ++code;
        return codes;
    }
}

/// <summary>
/// Counts texts. When there are too many different ones, those seen once since are forgotten, then those seen twice, and so on
/// (Manku and Motwani, Approximate Frequency Counts over Data Streams, 2002): what is frequent stays.
/// </summary>
internal sealed class TextCount(Microsoft.ML.ValueGetter<ReadOnlyMemory<char>> getter, int most) : CategoryCount
{
    private Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private ReadOnlyMemory<char> _text;
    private long _forgotten;

    public override bool IsConstant => _counts.Count == 1 && _forgotten == 0;

    public override void Add()
    {
        getter(ref _text);
        if (_text.IsEmpty) return;
        var counts = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
        counts[_text.Span] = counts.TryGetValue(_text.Span, out var count) ? count + 1 : 1;
        if (_counts.Count > most) Forget();
    }

    /// <summary>The texts in the vocabulary, the most frequent first.</summary>
    public string[] Texts(TableTrainerOptions options) =>
        [.. Frequent(_counts.Select(c => (c.Key, c.Value)), options, string.CompareOrdinal)];

    private void Forget()
    {
        while (_counts.Count > most / 2)
        {
            _forgotten++;
            _counts = new(_counts.Where(c => c.Value > _forgotten), StringComparer.Ordinal);
        }
    }
}
