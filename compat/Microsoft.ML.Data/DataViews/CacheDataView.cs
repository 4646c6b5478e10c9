using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>
/// Holds the columns that were asked for in memory. A column is read from the source when a cursor first moves that
/// needs it, and only then.
/// </summary>
internal sealed class CacheDataView : IDataView
{
    private const int BlockSize = 64;

    private readonly IHost _host;
    private readonly IDataView _source;
    private readonly bool[] _prefetch;
    private readonly ColumnCache?[] _columns;
    private readonly object _lock = new();
    private long _rowCount = -1;

    public CacheDataView(IHostEnvironment env, IDataView source, string[] prefetch)
    {
        _host = env.Register("CacheDataView");
        _source = source;
        _prefetch = source.Schema.ActiveColumns(prefetch.Select(name => source.Schema[name]));
        _columns = new ColumnCache?[source.Schema.Count];
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema => _source.Schema;

    public long? GetRowCount() => Volatile.Read(ref _rowCount) >= 0 ? _rowCount : _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        => GetRowCursorSet(columnsNeeded, 1, rand)[0];

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        bool[] active = Schema.ActiveColumns(columnsNeeded);
        ColumnCache?[] columns = CachesOf(active);
        var order = new Lazy<int[]?>(() => rand == null ? null : Permutation((int)_rowCount, rand));
        var cursors = new DataViewRowCursor[Math.Max(1, n)];
        for (int i = 0; i < cursors.Length; i++)
            cursors[i] = new Cursor(this, active, columns, order, i, cursors.Length);
        return cursors;
    }

    private static int[] Permutation(int count, Random rand)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        rand.Shuffle(order);
        return order;
    }

    private ColumnCache?[] CachesOf(bool[] active)
    {
        lock (_lock)
        {
            for (int i = 0; i < active.Length; i++)
            {
                if (active[i])
                    _columns[i] ??= ColumnCache.Create(Schema[i]);
            }

            return [.. _columns];
        }
    }

    /// <summary>Reads what is not there yet of some columns.</summary>
    private void Fill(bool[] active)
    {
        lock (_lock)
        {
            DataViewSchema.Column[] missing =
                [.. Schema.Where(c => (active[c.Index] || _prefetch[c.Index]) && _columns[c.Index] is not { IsFilled: true })];
            if (missing.Length == 0 && _rowCount >= 0)
                return;
            ColumnCache[] caches = [.. missing.Select(c => _columns[c.Index] ??= ColumnCache.Create(c))];
            long count = 0;
            using (DataViewRowCursor cursor = _source.GetRowCursor(missing))
            {
                Array.ForEach(caches, c => c.Start(cursor));
                for (; cursor.MoveNext(); count++)
                {
                    foreach (ColumnCache cache in caches)
                        cache.Append();
                }
            }

            Array.ForEach(caches, c => c.Finish());
            _host.Check(count <= int.MaxValue, "The data has too many rows to be cached.");
            _host.Check(_rowCount < 0 || _rowCount == count, "The data changed its number of rows between two reads.");
            Volatile.Write(ref _rowCount, count);
        }
    }

    /// <summary>One of a set of cursors: of every round of blocks it takes its own.</summary>
    private sealed class Cursor(
        CacheDataView view, bool[] active, ColumnCache?[] columns, Lazy<int[]?> order, int part, int parts) : RootCursor
    {
        private int[]? _order;
        private long _count = -1;
        private long _next = (long)part * BlockSize;
        private int _row = -1;

        public override long Batch => _row < 0 ? 0 : (_next - 1) / BlockSize;

        public override DataViewSchema Schema => view.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column)
            => column.Index < active.Length && active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            view._host.CheckParam(IsColumnActive(column), nameof(column), "requested column not active");
            return columns[column.Index] is ColumnCache<TValue> cache
                ? (ref TValue value) => cache.Get(CheckedRow(), ref value)
                : throw view._host.Except($"Invalid TValue: '{typeof(TValue)}', expected type: '{column.Type.RawType}'.");
        }

        public override ValueGetter<DataViewRowId> GetIdGetter()
            => (ref DataViewRowId value) => value = new DataViewRowId((ulong)CheckedRow(), 0);

        protected override bool MoveNextCore()
        {
            if (_count < 0)
            {
                view.Fill(active);
                _count = view._rowCount;
                _order = order.Value;
            }

            // At the end of a block, on to the next of this cursor's.
            if (_row >= 0 && _next % BlockSize == 0)
                _next += (long)(parts - 1) * BlockSize;
            if (_next >= _count)
                return false;
            _row = _order == null ? (int)_next : _order[_next];
            _next++;
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            _row = -1;
            base.Dispose(disposing);
        }

        private int CheckedRow() => _row >= 0 ? _row : throw view._host.Except("Values cannot be fetched at this time. This " +
            "method was called either before the first call to MoveNext, or at any point after that method returned false.");
    }
}
