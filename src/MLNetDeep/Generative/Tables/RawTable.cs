using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Data;

namespace MLNetDeep.Generative.Tables;

/// <summary>The values of a column.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Type">Their type.</param>
internal sealed record RawColumn(string Name, ColumnValueType Type)
{
    public List<string>? Texts { get; init; }

    public List<double>? Numbers { get; init; }

    public ulong KeyCount { get; init; }

    public string[]? KeyNames { get; init; }

    /// <summary>The values as a column of their type.</summary>
    public MemoryColumn ToColumn() => Texts is not null
        ? new ValueColumn<ReadOnlyMemory<char>>(Name, TextDataViewType.Instance, [.. Texts.Select(text => text.AsMemory())])
        : ColumnValues.ToColumn(new SynthesizedColumn(Name, Type) { KeyCount = KeyCount, KeyNames = KeyNames }, [.. Numbers!]);
}

/// <summary>A table in memory.</summary>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">How many rows there are.</param>
internal sealed record RawTable(IReadOnlyList<RawColumn> Columns, int Rows)
{
    /// <summary>Reads columns of a data view.</summary>
    /// <exception cref="ArgumentException">Columns are of types that cannot be learned; all of them are named.</exception>
    public static RawTable Read(IDataView rows, IReadOnlyList<DataViewSchema.Column> columns)
    {
        if (columns.Count == 0) throw new ArgumentException("There are no columns to learn.", nameof(columns));
        string[] faults = [.. columns.Where(column => ColumnValues.TypeOf(column.Type) is null).Select(column => $"'{column.Name}' is of type {column.Type}")];
        if (faults.Length > 0) throw new ArgumentException($"Only numbers, texts, keys, flags and times can be learned, one of each in a column: {string.Join(", ", faults)}. Leave such columns out by the column names.", nameof(columns));
        using var cursor = rows.GetRowCursor(columns);
        var (raw, readers, count) = (new List<RawColumn>(), new List<Action>(), 0);
        foreach (var column in columns) Add(cursor, column, raw, readers);
        while (cursor.MoveNext())
        {
            readers.ForEach(read => read());
            count++;
        }
        return new RawTable(raw, count);
    }

    /// <summary>Reads the columns of a table again from other rows.</summary>
    /// <exception cref="ArgumentException">A column is missing or of another type; all of them are named.</exception>
    public static RawTable Read(IDataView rows, SynthesizedTable table)
    {
        Check(rows.Schema, table);
        return Read(rows, [.. table.Columns.Select(column => rows.Schema[column.Name])]);
    }

    /// <summary>Checks that rows have the columns of a table.</summary>
    /// <exception cref="ArgumentException">A column is missing or of another type; all of them are named.</exception>
    public static void Check(DataViewSchema schema, SynthesizedTable table)
    {
        string[] faults = [.. table.Columns.Where(column => schema.GetColumnOrNull(column.Name) is not { } found || ColumnValues.TypeOf(found.Type) != column.Type)
            .Select(column => $"'{column.Name}' ({column.Type}) {(schema.GetColumnOrNull(column.Name) is { } found ? $"is of type {found.Type}" : "is missing")}")];
        if (faults.Length > 0) throw new ArgumentException($"The rows do not have the columns of the table: {string.Join(", ", faults)}.", nameof(schema));
    }

    /// <summary>Rows of these and of another table with the same columns, one behind the other.</summary>
    public RawTable Concat(RawTable other) => new(
        [.. Columns.Zip(other.Columns).Select(pair => pair.First with { Texts = pair.First.Texts is { } texts ? [.. texts, .. pair.Second.Texts!] : null, Numbers = pair.First.Numbers is { } numbers ? [.. numbers, .. pair.Second.Numbers!] : null })],
        Rows + other.Rows);

    /// <summary>A text that is equal for equal rows.</summary>
    public string Key(int row) => string.Join('\0', Columns.Select(column => column.Texts?[row] ?? column.Numbers![row].ToString("R", CultureInfo.InvariantCulture)));

    /// <summary>Some of the rows.</summary>
    public RawTable Pick(IReadOnlyList<int> rows) => new(
        [.. Columns.Select(column => column with { Texts = column.Texts is { } texts ? [.. rows.Select(row => texts[row])] : null, Numbers = column.Numbers is { } numbers ? [.. rows.Select(row => numbers[row])] : null })], rows.Count);

    internal static void Add(DataViewRow cursor, DataViewSchema.Column column, List<RawColumn> raw, List<Action> readers)
    {
        var type = ColumnValues.TypeOf(column.Type)!.Value;
        if (type == ColumnValueType.Text)
        {
            var (texts, read) = (new List<string>(), ColumnValues.Texts(cursor, column));
            raw.Add(new RawColumn(column.Name, type) { Texts = texts });
            readers.Add(() => read(texts));
            return;
        }
        var (numbers, readNumber) = (new List<double>(), ColumnValues.Numbers(cursor, column, type));
        raw.Add(new RawColumn(column.Name, type) { Numbers = numbers, KeyCount = (column.Type as KeyDataViewType)?.Count ?? 0, KeyNames = ColumnValues.KeyNames(column) });
        readers.Add(() => readNumber(numbers));
    }
}
