using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Files.Views;

namespace MLNetDeep.Cli.Data;

/// <summary>A table in files.</summary>
internal sealed class TableSource(TableFile file) : DataSource
{
    /// <summary>The table.</summary>
    public TableFile File => file;

    public override string Root => Path.GetDirectoryName(Path.GetFullPath(file.Path))!;

    public override IReadOnlyList<string> Notes { get; } = [.. file.Notes.Select(Wording.Of)];

    public override InputColumns Choose(string label, ColumnWishes wishes) =>
        InputColumns.Choose(file, label, wishes) with { Layout = file.Layout.ToJson() };

    public override InputColumns ChooseUnlabelled(string? left, ColumnWishes wishes) => Choose(left ?? (Index("Label") < 0 ? "" : "Label"), wishes);

    public override IDataView Load(MLContext ml, InputColumns columns, LabelUse use, IReadOnlyList<string>? keep = null, IReadOnlySet<string>? known = null)
    {
        CheckColumns(columns, use, keep ?? []);
        List<ViewColumn> labels = use == LabelUse.None ? [] : [.. Labels(columns, known)];
        List<ViewColumn> view = [.. labels, .. columns.Inputs.Select(name => Feature(columns, name)), .. (keep ?? []).Select(Kept), .. use == LabelUse.Required ? Order(columns) : []];
        IDataView rows = new FileView(file, view, use == LabelUse.Required ? labels : []);
        return columns.Paths.Aggregate(rows, (view, column) => WithWholePaths(ml, view, column));
    }

    /// <summary>The name that a column which is kept has in a view: no input and no output is called so.</summary>
    public static string NameOfKept(string name) => "MLNetDeep.Kept." + name;

    // All that are missing are named at once.
    private void CheckColumns(InputColumns columns, LabelUse use, IReadOnlyList<string> keep)
    {
        string[] labels = use == LabelUse.None ? [] : [.. columns.Targets.DefaultIfEmpty(columns.Label).Where(name => Index(name) < 0)];
        if (labels.Length > 0)
            throw new CommandException($"'{file.Path}' has no label column {string.Join(", ", labels.Select(l => $"'{l}'"))}. {file.NamesText()}");
        IEnumerable<string> wanted = columns.Inputs.Concat(keep).Concat(use == LabelUse.Required ? new[] { columns.Group, columns.Time, columns.Weight }.OfType<string>() : []);
        string[] missing = [.. wanted.Where(name => Index(name) < 0).Distinct()];
        if (missing.Length > 0)
            throw new CommandException($"'{file.Path}' has no {(missing.Length == 1 ? "column" : "columns")} {string.Join(", ", missing.Take(20).Select(m => $"'{m}'"))}"
                + $"{(missing.Length > 20 ? $" and {missing.Length - 20} more" : "")}. {file.NamesText()}");
    }

    private IEnumerable<ViewColumn> Labels(InputColumns columns, IReadOnlySet<string>? known)
    {
        if (columns.Targets.Count > 0)
            return columns.Targets.Select(name => ViewColumn.Value(file, Number(name), name));
        return [columns.HasNumericLabel ? ViewColumn.Value(file, Number(columns.Label), columns.LabelColumn) : ViewColumn.Class(file, Index(columns.Label), columns.LabelColumn) with { Allowed = known }];
    }

    private int Number(string name) => file.Column(name).Kind == ColumnKind.Number
        ? Index(name)
        : file.Column(name) is { Kind: ColumnKind.Flag } flag
        ? throw new CommandException($"Column '{name}' of '{file.Path}' holds the words {string.Join(" and ", flag.Examples.Order(StringComparer.Ordinal))}, but numbers are expected: write 0 and 1.")
        : throw new CommandException($"Column '{name}' of '{file.Path}' holds text, but numbers are expected. A column of numbers and a few other words is stated with --kinds {name}=number.");

    private ViewColumn Feature(InputColumns columns, string name)
    {
        int index = Index(name);
        if (columns.AllTexts.Contains(name))
            return ViewColumn.Raw(file, index, name);
        if (columns.Numeric.Contains(name))
            return columns.Wide.Contains(name) ? ViewColumn.Of(file, Number(name)) : ViewColumn.Value(file, Number(name), name);
        return columns.Dates.Contains(name) ? ViewColumn.Of(file, index) : ViewColumn.Text(file, index, name);
    }

    private IEnumerable<ViewColumn> Order(InputColumns columns)
    {
        if (columns.Group is not null)
            yield return Kept(columns.Group);
        if (columns.Weight is { } weight)
            yield return ViewColumn.Value(file, Number(weight), NameOfKept(weight));
        if (columns.Time is { } time)
            yield return file.Column(time).Kind is ColumnKind.Number or ColumnKind.Date
                ? ViewColumn.Of(file, Index(time)) with { Name = NameOfKept(time) }
                : throw new CommandException($"--time {time}: the column holds {file.Column(time).Kind.ToString().ToLowerInvariant()} values, but numbers or dates are expected. The form of dates is stated with --kinds {time}=date:FORMAT.");
    }

    private ViewColumn Kept(string name) => ViewColumn.Raw(file, Index(name), NameOfKept(name));

    private int Index(string name)
    {
        for (int i = 0; i < file.Columns.Count; i++)
        {
            if (file.Columns[i].Name == name)
                return i;
        }
        return -1;
    }

    /// <summary>Paths in a file are meant from where the file lies. This stage is not part of the model.</summary>
    private IDataView WithWholePaths(MLContext ml, IDataView view, string image)
    {
        string folder = Root;
        var schema = SchemaDefinition.Create(typeof(PathRow));
        schema[nameof(PathRow.Value)].ColumnName = image;
        return ml.Transforms.CustomMapping<PathRow, PathRow>(
            (from, to) => to.Value = from.Value.Length == 0 ? "" : Path.Combine(folder, from.Value), null, schema, schema).Fit(view).Transform(view);
    }

    private sealed class PathRow
    {
        public string Value { get; set; } = "";
    }
}
