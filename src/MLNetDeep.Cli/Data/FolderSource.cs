using Microsoft.ML;
using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Data;

/// <summary>A folder with one folder of images for each class: columns Label and ImagePath.</summary>
internal sealed class FolderSource(string folder) : DataSource
{
    public override InputColumns Choose(string label, string? image, string[] features, bool isTable)
    {
        if (features.Length > 0)
            throw new UsageException("--features names columns of a delimited file, but --data is a folder of images.");
        return new InputColumns(nameof(ImageRow.Label)) { Image = nameof(ImageRow.ImagePath) };
    }

    public override IDataView Load(MLContext ml, InputColumns columns, LabelUse use, IReadOnlyList<string>? keep = null, IReadOnlySet<string>? known = null)
    {
        if (columns.Image is null)
            throw new CommandException($"The model is fed with columns of numbers, but '{folder}' is a folder of images.");
        // A model trained on a delimited file may know the columns by other names.
        var schema = Microsoft.ML.Data.SchemaDefinition.Create(typeof(ImageRow));
        schema[nameof(ImageRow.ImagePath)].ColumnName = columns.Image;
        schema[nameof(ImageRow.Label)].ColumnName = columns.LabelColumn;
        return ml.Data.LoadFromEnumerable(ImageFolder.Read(folder).Where(row => known is null || known.Contains(row.Label)), schema);
    }
}
