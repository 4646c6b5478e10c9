using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A view with the columns of another and some of its rows, perhaps in another order.</summary>
internal abstract class RowSelectingView(IDataView source) : IDataView
{
    protected IDataView Source { get; } = source;

    public DataViewSchema Schema => Source.Schema;

    public virtual bool CanShuffle => false;

    public virtual long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        Contracts.CheckValue(columnsNeeded, nameof(columnsNeeded));
        return Open(columnsNeeded.ToArray(), CanShuffle ? rand : null);
    }

    public virtual DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    protected abstract DataViewRowCursor Open(DataViewSchema.Column[] columns, Random? rand);
}

/// <summary>A cursor over some of the rows of another cursor. Values come from that cursor's own getters.</summary>
internal abstract class RowSelectingCursor(DataViewRowCursor input) : RootCursor
{
    protected DataViewRowCursor Input { get; } = input;

    public override DataViewSchema Schema => Input.Schema;

    public override long Batch => Input.Batch;

    public override ValueGetter<DataViewRowId> GetIdGetter() => Input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => Input.IsColumnActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        => Input.GetGetter<TValue>(column);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Input.Dispose();
        base.Dispose(disposing);
    }
}
