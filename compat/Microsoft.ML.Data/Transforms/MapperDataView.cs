using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The view that a row-to-row transformer makes of another: nothing is computed before a cursor asks.</summary>
internal sealed class MapperDataView : IDataView
{
    private readonly IHost _host;
    private readonly IDataView _input;
    private readonly RowMapperBinding _binding;

    public MapperDataView(IHost host, IDataView input, IRowMapper mapper)
    {
        _host = host;
        _input = input;
        _binding = new RowMapperBinding(host, input.Schema, mapper);
    }

    public bool CanShuffle => _input.CanShuffle;

    public DataViewSchema Schema => _binding.OutputSchema;

    public long? GetRowCount() => _input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        Cursor cursor = Open(columnsNeeded, rand);
        return cursor.Computes ? new WorkerFaultCursor(cursor) : cursor;
    }

    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        bool[] active = Schema.ActiveColumns(columnsNeeded);
        DataViewRowCursor[] inputs = _input.GetRowCursorSet(Needed(active), n, rand);
        return Array.ConvertAll(inputs, input => (DataViewRowCursor)CreateCursor(input, active));
    }

    /// <summary>A cursor for another such view, which sees to exceptions for both.</summary>
    private Cursor Open(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand)
    {
        bool[] active = Schema.ActiveColumns(columnsNeeded);
        IEnumerable<DataViewSchema.Column> needed = Needed(active);
        DataViewRowCursor input = _input is MapperDataView mapper ? mapper.Open(needed, rand) : _input.GetRowCursor(needed, rand);
        return CreateCursor(input, active);
    }

    private IEnumerable<DataViewSchema.Column> Needed(bool[] active) => _input.Schema.Where(_binding.NeededInputs(active));

    private Cursor CreateCursor(DataViewRowCursor input, bool[] active)
    {
        try
        {
            return new Cursor(_host, input, _binding, active);
        }
        catch
        {
            input.Dispose();
            throw;
        }
    }

    private sealed class Cursor : SynchronizedCursor
    {
        private readonly IHost _host;
        private readonly RowMapperBinding _binding;
        private readonly bool[] _active;
        private readonly Delegate?[] _getters;
        private readonly Action? _disposer;

        public Cursor(IHost host, DataViewRowCursor input, RowMapperBinding binding, bool[] active) : base(input)
        {
            _host = host;
            _binding = binding;
            _active = active;
            _getters = binding.CreateGetters(input, active, out _disposer);
        }

        /// <summary>Whether there is anything to compute, not only columns to pass on.</summary>
        public bool Computes => Array.Exists(_getters, g => g != null) || Input is Cursor { Computes: true };

        public override DataViewSchema Schema => _binding.OutputSchema;

        public override bool IsColumnActive(DataViewSchema.Column column)
            => column.Index < _active.Length && _active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => _binding.GetGetter<TValue>(_host, Input, column, _active, _getters);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _disposer?.Invoke();
            base.Dispose(disposing);
        }
    }
}
