namespace Microsoft.ML.Data;

/// <summary>An object as a row; its position counts the objects, so that mappers know when to compute anew.</summary>
internal sealed class InputRow<TRow> : DataViewRow where TRow : class
{
    private readonly RowReader<TRow> _reader;
    private TRow? _current;
    private long _position = -1;

    public InputRow(TypedSchema schema)
    {
        Schema = schema.Schema;
        _reader = new RowReader<TRow>(schema, () => _current!);
    }

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema { get; }

    public void Set(TRow row)
    {
        _current = row;
        _position++;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < Schema.Count;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _reader.GetGetter<TValue>(column);

    public override ValueGetter<DataViewRowId> GetIdGetter()
        => (ref DataViewRowId value) => value = new DataViewRowId((ulong)_position, 0);
}
