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
            Contracts.CheckValue(columnsNeeded, nameof(columnsNeeded));
            return new Cursor(loader, source, columnsNeeded.Select(c => c.Index).Distinct());
        }

        public DataViewRowCursor[] GetRowCursorSet(
            IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
            => [GetRowCursor(columnsNeeded, rand)];
    }

    private sealed class Cursor : RootCursor
    {
        // As many faults of one reading as are told.
        private const int MostFaults = 10;

        private readonly TextLoader _loader;
        private readonly LineReader _lines;
        private readonly TextRow _row;
        private readonly Dictionary<int, TextColumnReader> _readers;
        private readonly TextColumnReader[] _active;
        private int _faults;

        public Cursor(TextLoader loader, IMultiStreamSource source, IEnumerable<int> columns)
        {
            _loader = loader;
            _lines = new LineReader(source, loader._options);
            _row = new TextRow(loader._options);
            _readers = columns.ToDictionary(i => i, i => TextColumnReader.Create(loader._columns[i], loader._options));
            _active = _readers.Values.ToArray();
        }

        public override DataViewSchema Schema => _loader._schema;

        public override long Batch => -1;

        public override bool IsColumnActive(DataViewSchema.Column column) => _readers.ContainsKey(column.Index);

        public override ValueGetter<DataViewRowId> GetIdGetter()
            => (ref DataViewRowId id) => id = new DataViewRowId((ulong)Position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Contracts.CheckParam(IsColumnActive(column), nameof(column), "requested column not active");
            return _readers[column.Index].Getter as ValueGetter<TValue>
                ?? throw Contracts.Except($"Invalid TValue in GetGetter for column #{Schema[column.Index]}: "
                    + $"'{typeof(TValue)}', expected type: '{Schema[column.Index].Type.RawType}'.");
        }

        protected override bool MoveNextCore()
        {
            if (Position + 1 >= _loader._options.MaxRows || !_lines.MoveNext())
                return false;
            _row.Parse(_lines.Line);
            if (_row.Fault is { } fault && _faults++ < MostFaults)
                Warn(fault);
            foreach (TextColumnReader reader in _active)
                reader.Read(_row, _lines.LineNumber);
            return true;
        }

        private void Warn((int First, int Last, string Reason) fault)
        {
            using IChannel channel = _loader._host.Start("ParseStats");
            int line = _lines.LineNumber;
            channel.Warning($"Format error at {_lines.Path}({line},{fault.First})-({line},{fault.Last}): {fault.Reason}");
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _lines.Dispose();
            base.Dispose(disposing);
        }
    }
}
