using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Data;

/// <summary>Images without labels: a folder of them, single files, or a text file with a path in each line.</summary>
/// <param name="name">What the user gave, for messages.</param>
/// <param name="root">The folder that paths are shown from.</param>
/// <param name="content">The images.</param>
internal sealed class ImageListSource(string name, string root, ImageFolder content) : DataSource
{
    public override IReadOnlyList<string> Notes => NotesOf(name, content);

    public override string Root => root;

    public override FileKind Files => content.Kind;

    /// <summary>All images of a folder.</summary>
    public static ImageListSource OfFolder(string folder) => new(folder, folder, ImageFolder.OfAll(folder));

    /// <summary>Files, in the order given.</summary>
    public static ImageListSource OfFiles(IReadOnlyList<string> files, FileKind kind)
    {
        ImageRow[] rows = [.. files.Select(file => new ImageRow { ImagePath = Path.GetFullPath(file) })];
        return new ImageListSource(files.Count == 1 ? files[0] : $"{files.Count} files", Path.GetDirectoryName(rows[0].ImagePath)!, new ImageFolder(rows, kind, ""));
    }

    /// <summary>The images that a text file names, one in a line, from where it lies; null where its first line is not the path of an image.</summary>
    public static ImageListSource? OfList(string file)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        string first = FirstLine(file);
        FileKind? kind = FileKind.Images.IsRead(first) ? FileKind.Images : FileKind.Sounds.IsRead(first) ? FileKind.Sounds : null;
        if (kind is null || !File.Exists(Path.Combine(folder, first)))
            return null;
        ImageRow[] rows = [.. File.ReadLines(file).Select(line => line.Trim()).Where(line => line.Length > 0).Select(line => new ImageRow { ImagePath = Path.Combine(folder, line) })];
        return new ImageListSource(file, folder, new ImageFolder(rows, kind, ""));
    }

    // Of a file of any size, which may be a single line.
    private static string FirstLine(string file)
    {
        try
        {
            using var reader = new StreamReader(file);
            char[] start = new char[4096];
            return new string(start, 0, reader.ReadBlock(start)).TrimStart().Split('\n')[0].Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whoever reads it as a table says so.
            return "";
        }
    }

    /// <summary>What a folder holds beside images, as a line of its own.</summary>
    public static IReadOnlyList<string> NotesOf(string folder, ImageFolder content) =>
        content.LeftOut.Length == 0 ? [] : [$"Left out of '{folder}', which has {content.Rows.Count} {content.Kind.Many}: {content.LeftOut}."];

    public override InputColumns Choose(string label, ColumnWishes wishes) => throw new CommandException(NoLabels());

    public override InputColumns ChooseUnlabelled(string? left, ColumnWishes wishes) => new("") { Image = Files.Column };

    private string NoLabels() =>
        $"'{name}' has no labels: give a folder with a folder of {Files.Many} for each class, or a delimited file with a column of paths and a column of labels.";

    public override IDataView Load(MLContext ml, InputColumns columns, LabelUse use, IReadOnlyList<string>? keep = null, IReadOnlySet<string>? known = null)
    {
        if (use != LabelUse.None)
            throw new CommandException(NoLabels());
        if (keep is { Count: > 0 })
            throw new CommandException($"--keep names columns of a table, but '{name}' has {Files.Many}.");
        var schema = SchemaDefinition.Create(typeof(PathOnly));
        schema[nameof(PathOnly.ImagePath)].ColumnName = columns.Image ?? throw new CommandException(NotOfNumbers(name, Files));
        return ml.Data.LoadFromEnumerable(content.Rows.Select(row => new PathOnly { ImagePath = row.ImagePath }), schema);
    }

    private sealed class PathOnly
    {
        public string ImagePath { get; set; } = "";
    }
}
