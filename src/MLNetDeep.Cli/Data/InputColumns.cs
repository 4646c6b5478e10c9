using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Data;

/// <summary>Which columns a model is fed with: either one image or numbers and categories.</summary>
internal sealed record InputColumns(string Label)
{
    /// <summary>Column with the path of an image.</summary>
    public string? Image { get; init; }

    public IReadOnlyList<string> Numeric { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>The one column that trainers see.</summary>
    public string Feature => Image ?? "Features";

    /// <summary>Chooses from a delimited file; all numeric columns where the user named none.</summary>
    public static InputColumns Choose(DelimitedFile file, string label, string? image, string[] features)
    {
        var columns = new InputColumns(file.Column(label).Name);
        if (image is not null)
            return columns with { Image = TextColumn(file, image) };
        List<DelimitedColumn> chosen = features.Length > 0
            ? ColumnPatterns.Resolve(file, features)
            : [.. file.Columns.Where(c => c.Kind == ColumnKind.Numeric)];
        if (features.Length > 0 && chosen.Exists(c => c.Name == label))
            throw new CommandException($"--features names the label column '{label}'.");
        chosen.RemoveAll(c => c.Name == label);
        if (chosen.Count == 0)
            throw new CommandException($"'{file.Path}' has no numeric column beside the label: name columns with --features or --image.");
        return columns with { Numeric = Names(chosen, ColumnKind.Numeric), Categories = Names(chosen, ColumnKind.Text) };
    }

    private static string[] Names(List<DelimitedColumn> columns, ColumnKind kind) =>
        [.. columns.Where(c => c.Kind == kind).Select(c => c.Name)];

    private static string TextColumn(DelimitedFile file, string name) =>
        file.Column(name) is { Kind: ColumnKind.Text }
            ? name
            : throw new CommandException($"--image {name}: the column holds numbers, but paths of images are expected.");
}
