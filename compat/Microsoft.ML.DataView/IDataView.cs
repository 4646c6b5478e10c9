using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Fills <paramref name="value"/>, reusing its memory where it can.</summary>
public delegate void ValueGetter<TValue>(ref TValue value);

/// <summary>Rows with a schema that are computed when a cursor asks for them.</summary>
public interface IDataView
{
    /// <summary>Whether cursors given a random sequence come in another order.</summary>
    bool CanShuffle { get; }

    DataViewSchema Schema { get; }

    /// <summary>The number of rows, or null where finding it out would mean reading them.</summary>
    long? GetRowCount();

    /// <summary>A cursor in which <paramref name="columnsNeeded"/> are active.</summary>
    DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null);

    /// <summary>At most <paramref name="n"/> cursors that share out the rows among themselves, for use in parallel.</summary>
    DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null);
}

/// <summary>A row: its values are read by the getters of its active columns.</summary>
public abstract class DataViewRow : IDisposable
{
    private bool _disposed;

    /// <summary>The position of the row in what its cursor reads, -1 outside of it.</summary>
    public abstract long Position { get; }

    /// <summary>Orders the rows of cursors that were given out as a set.</summary>
    public abstract long Batch { get; }

    public abstract DataViewSchema Schema { get; }

    public abstract ValueGetter<DataViewRowId> GetIdGetter();

    public abstract bool IsColumnActive(DataViewSchema.Column column);

    public abstract ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column);

    public void Dispose()
    {
        if (_disposed)
            return;
        Dispose(true);
        _disposed = true;
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>A row that moves over the rows of a view.</summary>
public abstract class DataViewRowCursor : DataViewRow
{
    /// <summary>Moves to the next row, the first at first; false at the end.</summary>
    public abstract bool MoveNext();
}
