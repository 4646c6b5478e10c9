using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Data;

/// <summary>Columns in memory.</summary>
internal sealed class MemoryView : IDataView
{
    private readonly MemoryColumn[] _columns;
    private readonly int _rows;

    public MemoryView(IEnumerable<MemoryColumn> columns, int rows)
    {
        (_columns, _rows) = ([.. columns], rows);
        var schema = new DataViewSchema.Builder();
        foreach (var column in _columns) schema.AddColumn(column.Name, column.Type, column.Annotations);
        Schema = schema.ToSchema();
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => _rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(this, columnsNeeded, rand);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : DataViewRowCursor
    {
        private readonly MemoryView _view;
        private readonly HashSet<int> _active;
        private readonly int[]? _order;
        private long _position = -1;

        public Cursor(MemoryView view, IEnumerable<DataViewSchema.Column> columnsNeeded, Random? random)
        {
            (_view, _active) = (view, [.. columnsNeeded.Select(column => column.Index)]);
            if (random is null) return;
            _order = [.. Enumerable.Range(0, view._rows)];
            random.Shuffle(_order);
        }

        public override DataViewSchema Schema => _view.Schema;

        public override long Position => _position;

        public override long Batch => 0;

        public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column)) throw new InvalidOperationException($"Column '{column.Name}' was not asked for when the cursor was opened.");
            return _view._columns[column.Index].Getter(Row) as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"Column '{column.Name}' is of type {column.Type}: it cannot be read as {typeof(TValue)}.");
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)Row(), 0);

        public override bool MoveNext()
        {
            if (_position >= _view._rows - 1)
            {
                _position = _view._rows;
                return false;
            }
            _position++;
            return true;
        }

        private int Row() => _position < 0 || _position >= _view._rows ? throw new InvalidOperationException("The cursor is at no row.") : _order?[_position] ?? (int)_position;
    }
}
