using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>
/// The rows for which a predicate over some columns holds. The predicate is made anew for every cursor, from the
/// cursor's getters, so that cursors may run in parallel.
/// </summary>
internal sealed class FilteringView(
    IDataView source, DataViewSchema.Column[] inputs, Func<DataViewRow, Func<bool>> makePredicate)
    : RowSelectingView(source)
{
    public override bool CanShuffle => Source.CanShuffle;

    public override DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        Contracts.CheckValue(columnsNeeded, nameof(columnsNeeded));
        DataViewSchema.Column[] columns = columnsNeeded.ToArray();
        return Source.GetRowCursorSet(WithInputs(columns), n, rand).Select(c => Filter(c, columns)).ToArray();
    }

    protected override DataViewRowCursor Open(DataViewSchema.Column[] columns, Random? rand)
        => Filter(Source.GetRowCursor(WithInputs(columns), rand), columns);

    private IEnumerable<DataViewSchema.Column> WithInputs(DataViewSchema.Column[] columns)
        => columns.Concat(inputs).DistinctBy(c => c.Index);

    private DataViewRowCursor Filter(DataViewRowCursor input, DataViewSchema.Column[] columns)
        => new Cursor(input, columns, makePredicate(input));

    private sealed class Cursor(DataViewRowCursor input, DataViewSchema.Column[] columns, Func<bool> predicate)
        : RowSelectingCursor(input)
    {
        private readonly HashSet<int> _active = columns.Select(c => c.Index).ToHashSet();

        public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Contracts.Check(IsColumnActive(column));
            Type expected = Schema[column.Index].Type.RawType;
            if (typeof(TValue) != expected)
            {
                throw Contracts.Except(
                    $"Invalid TValue in GetGetter: '{typeof(TValue)}', expected type: '{expected}'.");
            }
            return Input.GetGetter<TValue>(column);
        }

        protected override bool MoveNextCore()
        {
            while (Input.MoveNext())
            {
                if (predicate())
                    return true;
            }
            return false;
        }
    }
}
