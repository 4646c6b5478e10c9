using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Inputs.Tables;

/// <summary>A view without rows whose columns are like those of a table: what steps are fitted on that need no rows.</summary>
internal sealed class TableSample : IDataView
{
    public TableSample(TableEncoding table)
    {
        var builder = new DataViewSchema.Builder();
        foreach (var column in table.Columns.Where(c => c.Pair is null)) builder.AddColumn(column.Name, TypeOf(column));
        Schema = builder.ToSchema();
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => 0;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new NoRows(Schema);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [new NoRows(Schema)];

    private static DataViewType TypeOf(TableColumn column)
    {
        PrimitiveDataViewType item = column.Kind switch
        {
            TableColumnKind.Flag => BooleanDataViewType.Instance,
            TableColumnKind.Date => DateTimeDataViewType.Instance,
            TableColumnKind.DateOffset => DateTimeOffsetDataViewType.Instance,
            TableColumnKind.Text => TextDataViewType.Instance,
            TableColumnKind.Key => new KeyDataViewType(typeof(uint), column.Keys),
            _ => NumberDataViewType.Single,
        };
        return column.IsVector ? new VectorDataViewType(item, column.Size) : item;
    }

    private sealed class NoRows(DataViewSchema schema) : DataViewRowCursor
    {
        public override DataViewSchema Schema => schema;

        public override long Position => -1;

        public override long Batch => 0;

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override bool MoveNext() => false;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => (ref TValue _) => throw new InvalidOperationException("There is no row.");

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId _) => throw new InvalidOperationException("There is no row.");
    }
}
