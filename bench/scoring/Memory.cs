using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Bench;

/// <summary>How much memory scoring takes over many rows.</summary>
internal static class Memory
{
    public static void Watch(int rows)
    {
        var ml = new MLContext(seed: 1);
        var block = Network.Cnn.Random(ml, 1000);
        using var model = ml.Deep().MulticlassClassification.Cnn("Label", "Features", new CnnOptions { MaxEpochs = 1 }).Fit(block);
        var peak = 0L;
        foreach (var row in Scores.Read(model, new Repeated(block, (rows + 999) / 1000)))
        {
            if (row % 1000 == 0) peak = Math.Max(peak, Environment.WorkingSet);
            if (row % (rows / 10) != 0) continue;
            GC.Collect();
            Console.WriteLine($"{row,10} rows: {Environment.WorkingSet / 1e6:f0} MB now, {peak / 1e6:f0} MB at most");
        }
    }

    /// <summary>The same rows again and again, without room for all of them.</summary>
    private sealed class Repeated(IDataView rows, int times) : IDataView
    {
        public bool CanShuffle => false;

        public DataViewSchema Schema => rows.Schema;

        public long? GetRowCount() => null;

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(rows, times, [.. columnsNeeded]);

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];
    }

    private sealed class Cursor(IDataView rows, int times, DataViewSchema.Column[] columns) : DataViewRowCursor
    {
        private DataViewRowCursor _inner = rows.GetRowCursor(columns);
        private long _position = -1;
        private int _round = 1;

        public override DataViewSchema Schema => rows.Schema;

        public override long Position => _position;

        public override long Batch => 0;

        public override bool IsColumnActive(DataViewSchema.Column column) => _inner.IsColumnActive(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            var (of, getter) = (_inner, _inner.GetGetter<TValue>(column));
            return (ref TValue value) =>
            {
                if (!ReferenceEquals(of, _inner)) (of, getter) = (_inner, _inner.GetGetter<TValue>(column));
                getter(ref value);
            };
        }

        public override bool MoveNext()
        {
            if (!_inner.MoveNext())
            {
                if (_round++ == times) return false;
                _inner.Dispose();
                _inner = rows.GetRowCursor(columns);
                _inner.MoveNext();
            }
            _position++;
            return true;
        }
    }
}
