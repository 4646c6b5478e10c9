using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    private sealed class View(TextLoader loader, IMultiStreamSource source) : IDataView
    {
        public bool CanShuffle => false;

        public DataViewSchema Schema => loader._schema;

        public long? GetRowCount() => null;

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        {
            bool[] active = Schema.ActiveColumns(columnsNeeded);
            return new Cursor(loader, new LineBatches(source, loader._options, 1), active);
        }

        public DataViewRowCursor[] GetRowCursorSet(
            IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        {
            bool[] active = Schema.ActiveColumns(columnsNeeded);
            var cursors = new DataViewRowCursor[Math.Max(1, n)];
            var lines = new LineBatches(source, loader._options, cursors.Length);
            for (int i = 0; i < cursors.Length; i++)
                cursors[i] = new Cursor(loader, lines, active);
            return cursors;
        }
    }

    private sealed class Cursor : RootCursor
    {
        // As many faults of one reading as are told.
        private const int MostFaults = 10;

        private readonly TextLoader _loader;
        private readonly LineBatches _lines;
        private readonly LineBatches.Batch _batch = new();
        private readonly TextRow _row;
        private readonly TextColumnReader?[] _readers;
        private readonly TextColumnReader[] _active;
        private int _faults;
        private bool _closed;

        public Cursor(TextLoader loader, LineBatches lines, bool[] active)
        {
            _loader = loader;
            _lines = lines;
            _row = new TextRow(loader._options);
            _readers = new TextColumnReader?[active.Length];
            for (int i = 0; i < active.Length; i++)
                _readers[i] = active[i] ? TextColumnReader.Create(loader._columns[i], loader._options) : null;
            _active = [.. _readers.OfType<TextColumnReader>()];
        }

        public override DataViewSchema Schema => _loader._schema;

        public override long Batch => _batch.Number;

        public override bool IsColumnActive(DataViewSchema.Column column)
            => column.Index < _readers.Length && _readers[column.Index] != null;

        public override ValueGetter<DataViewRowId> GetIdGetter()
            => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_batch.Row, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Contracts.CheckParam(IsColumnActive(column), nameof(column), "requested column not active");
            return _readers[column.Index]!.Getter as ValueGetter<TValue>
                ?? throw Schema[column.Index].InvalidGetter(typeof(TValue));
        }

        protected override bool MoveNextCore()
        {
            if (!_lines.MoveNext(_batch))
                return false;
            LineBatches.Line line = _batch.Current;
            _row.Parse(line.Text);
            if (_row.Fault is { } fault && _faults++ < MostFaults)
                Warn(line, fault);
            foreach (TextColumnReader reader in _active)
                reader.Read(_row, line.Number);
            return true;
        }

        private void Warn(LineBatches.Line line, (int First, int Last, string Reason) fault)
        {
            using IChannel channel = _loader._host.Start("ParseStats");
            channel.Warning(
                $"Format error at {line.Path}({line.Number},{fault.First})-({line.Number},{fault.Last}): {fault.Reason}");
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing && !_closed)
            {
                _closed = true;
                _lines.Close();
            }

            base.Dispose(disposing);
        }
    }
}
