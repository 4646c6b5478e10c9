using System.Collections.Concurrent;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Keeps the columns that were read in memory: each is read from the source once, when it is first needed.</summary>
internal sealed class CacheView : IDataView
{
    private readonly IDataView _source;
    private readonly ConcurrentDictionary<int, ColumnBuffer> _columns = new();
    private readonly HashSet<int> _prefetch;
    private readonly Lock _lock = new();
    private int _rows = -1;

    public CacheView(IDataView source, string[] columnsToPrefetch)
    {
        _source = source;
        _prefetch = columnsToPrefetch.Select(name => source.Schema[name].Index).ToHashSet();
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema => _source.Schema;

    public long? GetRowCount() => _rows >= 0 ? _rows : _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        => GetRowCursorSet(columnsNeeded, 1, rand)[0];

    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        Contracts.CheckValue(columnsNeeded, nameof(columnsNeeded));
        Dictionary<int, ColumnBuffer> buffers = Load(columnsNeeded.Select(c => c.Index).ToHashSet());
        int[]? order = rand == null ? null : Permutation(_rows, rand);
        return Enumerable.Range(0, Math.Max(n, 1))
            .Select(i => (DataViewRowCursor)new Cursor(Schema, buffers, order, _rows, i, Math.Max(n, 1)))
            .ToArray();
    }

    private Dictionary<int, ColumnBuffer> Load(HashSet<int> columns)
    {
        lock (_lock)
        {
            int[] missing = columns.Union(_rows < 0 ? _prefetch : []).Where(c => !_columns.ContainsKey(c)).ToArray();
            if (missing.Length > 0 || _rows < 0)
                Read(missing);
        }
        return columns.ToDictionary(c => c, c => _columns[c]);
    }

    private void Read(int[] columns)
    {
        using DataViewRowCursor cursor = _source.GetRowCursor(columns.Select(c => Schema[c]));
        ColumnBuffer[] buffers = columns.Select(c => ColumnBuffer.Create(cursor, Schema[c])).ToArray();
        int rows = 0;
        for (; cursor.MoveNext(); rows++)
        {
            foreach (ColumnBuffer buffer in buffers)
                buffer.Read(rows);
        }
        foreach ((int column, ColumnBuffer buffer) in columns.Zip(buffers))
            _columns[column] = buffer;
        _rows = rows;
    }

    private static int[] Permutation(int count, Random rand)
    {
        int[] order = Enumerable.Range(0, count).ToArray();
        rand.Shuffle(order);
        return order;
    }

    /// <summary>Shows every <paramref name="step"/>-th row from <paramref name="first"/> on.</summary>
    private sealed class Cursor(
        DataViewSchema schema, Dictionary<int, ColumnBuffer> buffers, int[]? order, int rows, int first, int step)
        : BufferedCursor(schema, buffers)
    {
        private int _index = first - step;

        public override long Batch => step == 1 ? 0 : _index;

        protected override int Slot => order == null ? _index : order[_index];

        public override ValueGetter<DataViewRowId> GetIdGetter()
            => (ref DataViewRowId id) => id = new DataViewRowId((ulong)Slot, 0);

        protected override bool MoveNextCore()
        {
            _index += step;
            return _index < rows;
        }
    }
}
