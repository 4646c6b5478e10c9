namespace Microsoft.ML.Data;

/// <summary>
/// The rows whose place in a seeded random sequence of 0..1 lies in an interval, or outside it. The sequence follows the
/// order of the source's rows, so that the two sides of one split never share a row.
/// </summary>
internal sealed class RandomSplitView(IDataView source, int seed, Interval interval, bool complement)
    : RowSelectingView(source)
{
    protected override DataViewRowCursor Open(DataViewSchema.Column[] columns, Random? rand)
        => new Cursor(Source.GetRowCursor(columns), new Random(seed), interval, complement);

    private sealed class Cursor(DataViewRowCursor input, Random random, Interval interval, bool complement)
        : RowSelectingCursor(input)
    {
        protected override bool MoveNextCore()
        {
            while (Input.MoveNext())
            {
                if (interval.Contains(random.NextDouble()) != complement)
                    return true;
            }
            return false;
        }
    }
}
