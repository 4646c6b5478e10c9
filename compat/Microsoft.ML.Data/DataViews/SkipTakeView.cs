namespace Microsoft.ML.Data;

/// <summary>The rows from <c>skip</c> on, at most <c>take</c> of them.</summary>
internal sealed class SkipTakeView(IDataView source, long skip, long take) : RowSelectingView(source)
{
    public override long? GetRowCount()
        => Source.GetRowCount() is { } count ? Math.Min(Math.Max(count - skip, 0), take) : null;

    protected override DataViewRowCursor Open(DataViewSchema.Column[] columns, Random? rand)
        => new Cursor(Source.GetRowCursor(columns), skip, take);

    private sealed class Cursor(DataViewRowCursor input, long skip, long take) : RowSelectingCursor(input)
    {
        private long _skip = skip;
        private long _take = take;

        protected override bool MoveNextCore()
        {
            for (; _skip > 0; _skip--)
            {
                if (!Input.MoveNext())
                    return false;
            }
            return _take-- > 0 && Input.MoveNext();
        }
    }
}
