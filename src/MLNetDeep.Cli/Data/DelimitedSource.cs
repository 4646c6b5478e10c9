using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Data;

/// <summary>A delimited file, read by ML.NET's own loader.</summary>
internal sealed class DelimitedSource(DelimitedFile file) : DataSource
{
    public override string Root => Path.GetDirectoryName(Path.GetFullPath(file.Path))!;

    public override string NoLabels(string label) => $"'{file.Path}' has no label column '{label}' to measure the model by.";

    public override InputColumns Choose(string label, string? image, string[] features, bool isTable) =>
        InputColumns.Choose(file, label, image, features, isTable);

    public override IDataView Load(MLContext ml, InputColumns columns)
    {
        IDataView view = ml.Data.LoadFromTextFile(file.Path, new TextLoader.Options
        {
            Columns = [.. Columns(columns)],
            HasHeader = file.HasHeader,
            Separators = [file.Separator],
            AllowQuoting = true,
            MissingRealsAsNaNs = true,
            TrimWhitespace = true,
        });
        return columns.Image is null ? view : WithWholePaths(ml, view, columns.Image);
    }

    private IEnumerable<TextLoader.Column> Columns(InputColumns columns)
    {
        // Data to predict has no label yet.
        if (file.Columns.Any(c => c.Name == columns.Label))
            yield return Column(columns.Label, columns.HasNumericLabel ? DataKind.Single : DataKind.String);
        foreach (string name in columns.Targets.Where(target => file.Columns.Any(c => c.Name == target)))
            yield return Column(name, DataKind.Single);
        if (columns.Image is not null)
            yield return Column(columns.Image, DataKind.String);
        foreach (string name in columns.Numeric)
            yield return Column(name, DataKind.Single);
        foreach (string name in columns.Categories)
            yield return Column(name, DataKind.String);
    }

    private TextLoader.Column Column(string name, DataKind kind)
    {
        DelimitedColumn column = file.Column(name);
        if (kind == DataKind.Single && column.Kind != ColumnKind.Numeric)
            throw new CommandException($"Column '{name}' of '{file.Path}' holds text, but numbers are expected.");
        return new TextLoader.Column(name, kind, column.Index);
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
