namespace MLNetDeep.Inputs;

/// <summary>The wording of rows whose image or sound cannot be used.</summary>
internal static class RowFaultTexts
{
    /// <summary>The exception for rows of a column.</summary>
    /// <param name="what">What the column holds: "images".</param>
    /// <param name="column">The column.</param>
    /// <param name="first">The first of them, with the positions of their rows, from 0; below 0 where a row stands alone.</param>
    /// <param name="count">How many there are in all.</param>
    public static Exception Unusable(string what, string column, IReadOnlyList<(long Row, Exception Fault)> first, long count)
    {
        string One((long Row, Exception Fault) bad) => $"{(bad.Row < 0 ? "" : $"row {bad.Row + 1}: ")}{bad.Fault.Message}";
        var more = count > first.Count ? $"; and {count - first.Count} more" : "";
        return new InvalidOperationException(count == 1
            ? $"Column '{column}'{(first[0].Row < 0 ? ": " : ", ")}{One(first[0])}.{(first[0].Row < 0 ? "" : " Rows are counted from 1.")}"
            : $"Column '{column}' has {count} {what} that cannot be used: {string.Join("; ", first.Select(One))}{more}. Rows are counted from 1.", first[0].Fault);
    }
}
