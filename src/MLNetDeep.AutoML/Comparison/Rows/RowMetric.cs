namespace MLNetDeep.AutoML.Comparisons;

/// <summary>A metric of one fold's test rows that can be worked out again with some rows counted several times or not at all.</summary>
/// <param name="rows">For each test row its number among all rows of the data.</param>
internal abstract class RowMetric(int[] rows)
{
    /// <summary>For each test row its number among all rows of the data.</summary>
    protected int[] Rows { get; } = rows;

    /// <summary>The metric.</summary>
    /// <param name="weights">For every row of the data how often it counts.</param>
    /// <returns>NaN where it is not defined.</returns>
    public abstract double Value(int[] weights);

    /// <summary>The metric with each row counted once.</summary>
    public double Value()
    {
        int[] ones = new int[Rows.Length == 0 ? 0 : Rows.Max() + 1];
        Array.Fill(ones, 1);
        return Value(ones);
    }
}
