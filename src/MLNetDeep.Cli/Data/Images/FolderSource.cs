using Microsoft.ML;
using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Data;

/// <summary>A folder with one folder of images, or of sounds, for each class: columns Label and ImagePath or SoundPath.</summary>
internal sealed class FolderSource(string folder) : DataSource
{
    private const int OrderSeed = 1;

    private readonly ImageFolder _content = ImageFolder.OfClasses(folder);

    public override IReadOnlyList<string> Notes => ImageListSource.NotesOf(folder, _content);

    public override string Root => folder;

    public override FileKind Files => _content.Kind;

    public override InputColumns Choose(string label, ColumnWishes wishes)
    {
        if (wishes.Features.Length > 0)
            throw new UsageException($"--features names columns of a delimited file, but --data is a folder of {Files.Many}.");
        return new InputColumns(nameof(ImageRow.Label)) { Image = Files.Column };
    }

    public override IDataView Load(MLContext ml, InputColumns columns, LabelUse use, IReadOnlyList<string>? keep = null, IReadOnlySet<string>? known = null)
    {
        if (keep is { Count: > 0 })
            throw new CommandException($"--keep names columns of a table, but '{folder}' is a folder of {Files.Many}.");
        // A model trained on a delimited file may know the columns by other names.
        var schema = Microsoft.ML.Data.SchemaDefinition.Create(typeof(ImageRow));
        schema[nameof(ImageRow.ImagePath)].ColumnName = columns.Image ?? throw new CommandException(NotOfNumbers(folder, Files));
        schema[nameof(ImageRow.Label)].ColumnName = columns.LabelColumn;
        ImageRow[] rows = [.. _content.Rows.Where(row => known is null || known.Contains(row.Label))];
        // Images that do not fit into memory are read in this order in every epoch: class by class a network would learn little. The same order everywhere.
        new Random(OrderSeed).Shuffle(rows);
        return ml.Data.LoadFromEnumerable(rows, schema);
    }
}
