namespace Microsoft.ML.Data;

/// <summary>Some columns of a schema, in an order of their own.</summary>
internal sealed class ColumnSelection : IRowToRowMapper
{
    private readonly int[] _sources;

    internal ColumnSelection(DataViewSchema input, int[] sources)
    {
        InputSchema = input;
        _sources = sources;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(sources.Select(index => input[index]));
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    internal DataViewSchema.Column SourceOf(DataViewSchema.Column output) => InputSchema[_sources[output.Index]];

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        dependingColumns.Select(SourceOf);

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) =>
        new Row(input, this, OutputSchema.ActiveColumns(activeColumns));

    private sealed class Row(DataViewRow input, ColumnSelection selection, bool[] active) : WrappingRow(input)
    {
        public override DataViewSchema Schema => selection.OutputSchema;

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            Input.GetGetter<TValue>(selection.SourceOf(column));
    }
}

/// <summary>A view with some of the columns of another.</summary>
internal sealed class ColumnSelectingDataView(IDataView input, ColumnSelection selection) : IDataView
{
    public bool CanShuffle => input.CanShuffle;

    public DataViewSchema Schema => selection.OutputSchema;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        bool[] active = Schema.ActiveColumns(columnsNeeded);
        return new Cursor(input.GetRowCursor(Needed(active), rand), selection, active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        bool[] active = Schema.ActiveColumns(columnsNeeded);
        return Array.ConvertAll(input.GetRowCursorSet(Needed(active), n, rand),
            cursor => (DataViewRowCursor)new Cursor(cursor, selection, active));
    }

    private IEnumerable<DataViewSchema.Column> Needed(bool[] active) => Schema.Where(active).Select(selection.SourceOf);

    private sealed class Cursor(DataViewRowCursor input, ColumnSelection selection, bool[] active) : SynchronizedCursor(input)
    {
        public override DataViewSchema Schema => selection.OutputSchema;

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            Input.GetGetter<TValue>(selection.SourceOf(column));
    }
}
