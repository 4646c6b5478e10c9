namespace MLNetDeep;

/// <summary>The values of a column in numbers.</summary>
public sealed record ColumnSummary
{
    /// <summary>The column.</summary>
    public required TableFileColumn Column { get; init; }

    /// <summary>The least value: a number, or a date as text; null where there is none, or for text.</summary>
    public string? Least { get; init; }

    /// <summary>The middle value, half of all being less; of a sample where there are many rows.</summary>
    public string? Median { get; init; }

    /// <summary>The greatest value.</summary>
    public string? Most { get; init; }

    /// <summary>The most frequent values and how many rows have each, of a column of text.</summary>
    public IReadOnlyList<(string Value, long Rows)> Frequent { get; init; } = [];

    /// <summary>Rows in each of up to 20 intervals of the same width from the least to the greatest value, of numbers and dates; of a sample where there are many rows.</summary>
    public IReadOnlyList<long> Histogram { get; init; } = [];

    /// <summary>Why the column predicts the label all too well; null where it does not, or no label was named.</summary>
    public string? Leak { get; init; }
}
