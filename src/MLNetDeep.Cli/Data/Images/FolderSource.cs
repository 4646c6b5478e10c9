using Microsoft.ML;
using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Data;

/// <summary>A folder with one folder of images for each class: columns Label and ImagePath.</summary>
internal sealed class FolderSource(string folder) : DataSource
{
    private readonly ImageFolder _content = ImageFolder.OfClasses(folder);

    public override string? Note => ImageListSource.NoteOf(folder, _content);

    public override string Root => folder;

    public override string NoLabels(string label) => $"'{folder}' has the names of folders for labels, but no column '{label}' to measure the model by.";

    public override InputColumns Choose(string label, string? image, string[] features, bool isTable)
    {
        if (features.Length > 0)
            throw new UsageException("--features names columns of a delimited file, but --data is a folder of images.");
        return new InputColumns(nameof(ImageRow.Label)) { Image = nameof(ImageRow.ImagePath) };
    }

    public override IDataView Load(MLContext ml, InputColumns columns)
    {
        // A model trained on a delimited file may know the columns by other names.
        var schema = Microsoft.ML.Data.SchemaDefinition.Create(typeof(ImageRow));
        schema[nameof(ImageRow.ImagePath)].ColumnName = columns.Image ?? throw new CommandException(NotOfNumbers(folder));
        schema[nameof(ImageRow.Label)].ColumnName = columns.Label;
        return ml.Data.LoadFromEnumerable(_content.Rows, schema);
    }

    /// <summary>A folder that no class has would be left out without a word.</summary>
    public override void CheckClasses(IReadOnlyCollection<string> known)
    {
        string[] unknown = [.. _content.Rows.Select(row => row.Label).Distinct().Except(known)];
        // A task without classes knows none.
        if (unknown.Length == 0 || known.Count == 0)
            return;
        int rows = _content.Rows.Count(row => unknown.Contains(row.Label));
        string names = string.Join(", ", unknown.Take(10).Select(name => $"'{name}'")) + (unknown.Length > 10 ? ", …" : "");
        throw new CommandException($"'{folder}' has {unknown.Length} {(unknown.Length == 1 ? "folder" : "folders")} of classes that the model does not know: {names} ({rows} {(rows == 1 ? "image" : "images")}). "
            + $"It knows {string.Join(", ", known.Take(20))}{(known.Count > 20 ? ", …" : "")}.");
    }
}
