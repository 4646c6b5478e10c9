using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Data;

/// <summary>Which columns a model is fed with: either one image or numbers and categories.</summary>
internal sealed record InputColumns(string Label)
{
    /// <summary>Columns with a number each, which together are the label; none where the label is one column.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Whether the label is read as a number rather than as text.</summary>
    public bool HasNumericLabel { get; init; }

    /// <summary>Column with the path of an image.</summary>
    public string? Image { get; init; }

    public IReadOnlyList<string> Numeric { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>The one column that trainers see who take one.</summary>
    public string Feature => Image ?? "Features";

    /// <summary>The columns that a network of this kind sees: a table's own, or the one that they are put together in.</summary>
    public string[] FeaturesFor(Architecture architecture) =>
        Image is null && architecture.InputKind == InputKind.Table ? [.. Numeric, .. Categories] : [Feature];

    /// <summary>Chooses from a delimited file; where the user named none, all columns for tables, else all numeric ones.</summary>
    public static InputColumns Choose(DelimitedFile file, string label, string? image, string[] features, bool isTable = false)
    {
        InputColumns columns = WithLabel(file, label);
        string[] labels = columns.Targets.Count > 0 ? [.. columns.Targets] : [columns.Label];
        if (image is not null)
            return columns with { Image = TextColumn(file, image) };
        List<DelimitedColumn> chosen = features.Length > 0
            ? ColumnPatterns.Resolve(file, features)
            : [.. file.Columns.Where(c => isTable || c.Kind == ColumnKind.Numeric)];
        if (features.Length > 0 && chosen.Find(c => labels.Contains(c.Name)) is { } wrong)
            throw new CommandException($"--features names the label column '{wrong.Name}'.");
        chosen.RemoveAll(c => labels.Contains(c.Name));
        if (chosen.Count == 0)
            throw new CommandException($"'{file.Path}' has no {(isTable ? "" : "numeric ")}column beside the label{(isTable ? "" : ": name columns with --features or --image")}.");
        return columns with { Numeric = Names(chosen, ColumnKind.Numeric), Categories = Names(chosen, ColumnKind.Text) };
    }

    // Several columns are one label under the name that the user gave them together.
    private static InputColumns WithLabel(DelimitedFile file, string label) => !label.Contains(',') || file.Columns.Any(c => c.Name == label)
        ? new InputColumns(file.Column(label).Name)
        : new InputColumns(label) { Targets = [.. ColumnPatterns.Resolve(file, [label]).Select(c => c.Name)] };

    private static string[] Names(List<DelimitedColumn> columns, ColumnKind kind) =>
        [.. columns.Where(c => c.Kind == kind).Select(c => c.Name)];

    private static string TextColumn(DelimitedFile file, string name) =>
        file.Column(name) is { Kind: ColumnKind.Text }
            ? name
            : throw new CommandException($"--image {name}: the column holds numbers, but paths of images are expected.");
}
