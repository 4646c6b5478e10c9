using Microsoft.ML;

namespace MLNetDeep.Files.Views;

/// <summary>Rows of a table in files, read anew by each cursor.</summary>
internal sealed class FileView : IDataView
{
    private readonly TableFile _file;
    private readonly IReadOnlyList<ViewColumn> _columns;

    private readonly IReadOnlyList<ViewColumn> _required;

    /// <summary>Makes a view.</summary>
    /// <param name="file">The table.</param>
    /// <param name="columns">The columns of the view.</param>
    /// <param name="required">Those of them without which a row is left out.</param>
    public FileView(TableFile file, IReadOnlyList<ViewColumn> columns, IReadOnlyList<ViewColumn>? required = null)
    {
        (_file, _columns, _required) = (file, columns, required ?? []);
        var builder = new DataViewSchema.Builder();
        foreach (var column in columns) builder.AddColumn(column.Name, column.Type);
        Schema = builder.ToSchema();
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => _required.Count == 0 ? _file.Rows : null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new FileCursor(Schema, _file.Source.Open(null), _columns, _required, [.. columnsNeeded.Select(c => c.Index)]);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];
}
