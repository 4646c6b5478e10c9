using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Files.Reading;

namespace MLNetDeep.Files.Views;

/// <summary>Goes through the rows of a file once.</summary>
internal sealed class FileCursor(DataViewSchema schema, RecordReader reader, IReadOnlyList<ViewColumn> columns, IReadOnlyList<ViewColumn> required, HashSet<int> active) : DataViewRowCursor
{
    private long _position = -1;

    public override DataViewSchema Schema => schema;

    public override long Position => _position;

    public override long Batch => 0;

    public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

    public override bool MoveNext()
    {
        do
        {
            if (!reader.Read()) return false;
        }
        while (required.Any(column => column.IsMissing(reader.Field(column.Index))));
        _position++;
        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column)) throw new InvalidOperationException($"Column '{column.Name}' was not asked for when the rows were opened.");
        var source = columns[column.Index];
        Delegate getter = source.Type switch
        {
            DateTimeDataViewType => (ValueGetter<DateTime>)((ref DateTime value) => value = source.Parser.Date(reader.Field(source.Index))),
            TextDataViewType => Text(source),
            _ when source.Type.RawType == typeof(double) => (ValueGetter<double>)((ref double value) => value = source.Parser.Number(reader.Field(source.Index))),
            _ => (ValueGetter<float>)((ref float value) => value = (float)source.Parser.Number(reader.Field(source.Index))),
        };
        return getter as ValueGetter<TValue> ?? throw new InvalidOperationException($"Column '{column.Name}' is of type {column.Type}, but {typeof(TValue).Name} was asked for.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) reader.Dispose();
        base.Dispose(disposing);
    }

    private ValueGetter<ReadOnlyMemory<char>> Text(ViewColumn column)
    {
        // Most texts of a column are a few words that come again: each is made once.
        var known = new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        return (ref ReadOnlyMemory<char> value) =>
        {
            var field = column.ClassOf(reader.Field(column.Index));
            if (!known.TryGetValue(field, out var text))
            {
                text = field.ToString();
                if (known.Dictionary.Count < 10_000) known.Dictionary[text] = text;
            }
            value = text.AsMemory();
        };
    }
}
