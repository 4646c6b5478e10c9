using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Objects as a view. Each cursor enumerates them anew.</summary>
internal sealed class EnumerableDataView<TRow> : IDataView where TRow : class
{
    private readonly IHost _host;
    private readonly IEnumerable<TRow> _data;
    private readonly TypedSchema _schema;

    public EnumerableDataView(IHostEnvironment env, IEnumerable<TRow> data, TypedSchema schema)
    {
        _host = env.Register("StreamingDataView");
        _data = data;
        _schema = schema;
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema => _schema.Schema;

    public long? GetRowCount() => (_data as ICollection<TRow>)?.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        => new Cursor(_host, _data.GetEnumerator(), _schema, Schema.ActiveColumns(columnsNeeded));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : RootCursor
    {
        private readonly IHost _host;
        private readonly IEnumerator<TRow> _rows;
        private readonly TypedSchema _schema;
        private readonly bool[] _active;
        private readonly RowReader<TRow> _reader;
        private TRow? _current;

        public Cursor(IHost host, IEnumerator<TRow> rows, TypedSchema schema, bool[] active)
        {
            _host = host;
            _rows = rows;
            _schema = schema;
            _active = active;
            _reader = new RowReader<TRow>(schema, () => _current!);
        }

        public override long Batch => 0;

        public override DataViewSchema Schema => _schema.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column)
            => column.Index < _active.Length && _active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            _host.CheckParam(IsColumnActive(column), nameof(column), "requested column not active");
            return _reader.GetGetter<TValue>(column);
        }

        public override ValueGetter<DataViewRowId> GetIdGetter()
            => (ref DataViewRowId value) => value = new DataViewRowId((ulong)Position, 0);

        protected override bool MoveNextCore()
        {
            if (!_rows.MoveNext())
                return false;
            _current = _rows.Current ?? throw _host.Except("Encountered null when iterating over data, this is not supported.");
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            _current = null;
            if (disposing)
                _rows.Dispose();
            base.Dispose(disposing);
        }
    }
}
