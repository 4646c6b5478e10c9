using MLNetDeep.Files.Kinds;
using MLNetDeep.Files.Reading;
using MLNetDeep.Files.Views;

namespace MLNetDeep.Files.Profiling;

/// <summary>One pass over a table that is read by a known layout: which values are not what the layout has.</summary>
internal sealed class LayoutCheck
{
    private readonly List<string> _notes = [];

    private LayoutCheck(IReadOnlyList<TableFileColumn> columns) => Columns = columns;

    public IReadOnlyList<TableFileColumn> Columns { get; private set; }

    public RecordFaults Faults { get; } = new();

    public IReadOnlyList<string> Notes => _notes;

    public long Rows { get; private set; }

    /// <summary>Reads all records; columns that the layout lacks are text.</summary>
    public static LayoutCheck Run(RecordSource source, TableLayout layout)
    {
        var known = layout.Columns.ToDictionary(c => c.Name);
        var check = new LayoutCheck([.. source.Names.Select(name => known.TryGetValue(name, out var c) ? c.ToColumn() : new TableFileColumn { Name = name, Kind = ColumnKind.Text })]);
        check.Read(source, layout.MissingWords);
        return check;
    }

    private void Read(RecordSource source, IReadOnlyCollection<string>? words)
    {
        Watch[] watched = [.. Columns.Select((column, i) => new Watch(column, i, new FieldParser(column, words))).Where(w => w.Column.Kind is ColumnKind.Number or ColumnKind.Date)];
        using var reader = source.Open(Faults);
        while (reader.Read())
        {
            foreach (var watch in watched) watch.Look(reader);
            Rows++;
        }
        foreach (var watch in watched.Where(w => w.Count > 0))
            _notes.Add($"Column '{watch.Column.Name}' is {(watch.Column.Kind == ColumnKind.Number ? "numeric" : "a date")}, but {watch.First}: {(watch.Count == 1 ? "it is" : $"{watch.Count} such values are")} treated as missing.");
    }

    private sealed class Watch(TableFileColumn column, int index, FieldParser parser)
    {
        public TableFileColumn Column => column;

        public long Count { get; private set; }

        public string? First { get; private set; }

        public void Look(RecordReader reader)
        {
            var field = reader.Field(index).Trim();
            if (parser.IsMissing(field) || (column.Kind == ColumnKind.Number ? parser.TryNumber(field, out _) : parser.TryDate(field, out _))) return;
            Count++;
            First ??= $"line {reader.Line} holds '{KindFinder.Short(field.ToString())}'";
        }
    }
}
