using System.Text.Json.Serialization;
using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Data;

/// <summary>Which columns are features: one image, one text, a graph, or numbers, categories and dates.</summary>
internal sealed record InputColumns(string Label)
{
    // What trainers call their outputs and what features are put together in: a label of such a name would be compared with itself.
    private static readonly string[] _taken = ["Score", "PredictedLabel", "Probability", "Features"];

    /// <summary>Columns with a number each, which together are the label; none where the label is one column.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Whether the label is read as a number rather than as text.</summary>
    public bool HasNumericLabel { get; init; }

    /// <summary>Column with the path of an image, or of a sound.</summary>
    public string? Image { get; init; }

    /// <summary>Whether these are paths of sounds, as in a folder of them, rather than of images.</summary>
    [JsonIgnore]
    public bool HasSounds => Image == FileKind.Sounds.Column;

    /// <summary>Column of text that a network for text takes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }

    /// <summary>Those of the columns of text with paths of images that a network over several inputs takes.</summary>
    public IReadOnlyList<string> Pictures { get; init; } = [];

    /// <summary>Those of the columns of text that networks over several inputs take as texts.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>The column of images; null for none.</summary>
    [JsonIgnore]
    public string? Picture => Image ?? Pictures.FirstOrDefault();

    /// <summary>The columns that are taken as texts.</summary>
    [JsonIgnore]
    public string[] AllTexts => Text is { } one ? [one] : [.. Texts];

    /// <summary>The other columns.</summary>
    [JsonIgnore]
    public string[] Table => Graph is null ? [.. Inputs.Except(Paths).Except(AllTexts)] : [];

    /// <summary>The columns whose values are paths of images.</summary>
    [JsonIgnore]
    public IEnumerable<string> Paths => Image is { } one ? [one] : Pictures;

    /// <summary>The columns of a graph that is a row: tags and numbers of nodes and edges; null where rows are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Graph { get; init; }

    public IReadOnlyList<string> Numeric { get; init; } = [];

    /// <summary>Those of the numbers whose differences 32 bits cannot hold.</summary>
    public IReadOnlyList<string> Wide { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    public IReadOnlyList<string> Dates { get; init; } = [];

    /// <summary>The column whose rows of one value stay together where rows are kept for validation or shared out; null for none.</summary>
    [JsonIgnore]
    public string? Group { get; init; }

    /// <summary>The column by which rows are ordered for that; null for none.</summary>
    [JsonIgnore]
    public string? Time { get; init; }

    /// <summary>The column with the weights of rows; null for none.</summary>
    [JsonIgnore]
    public string? Weight { get; init; }

    /// <summary>How the table was read, as JSON; null for a folder of images.</summary>
    public string? Layout { get; init; }

    /// <summary>How the table was read; null for a folder of images, and in models of before.</summary>
    [JsonIgnore]
    public TableLayout? TableLayout => Layout is null ? null : TableLayout.FromJson(Layout);

    /// <summary>What the label is called in views.</summary>
    [JsonIgnore]
    public string LabelColumn
    {
        get
        {
            if (!_taken.Contains(Label))
                return Label;
            string name = "Label";
            while (Inputs.Contains(name))
                name += "_";
            return name;
        }
    }

    /// <summary>The columns that are read.</summary>
    [JsonIgnore]
    public IEnumerable<string> Inputs => Graph ?? ((Image ?? Text) is { } one ? [one] : Numeric.Concat(Categories).Concat(Dates));

    /// <summary>The one column that trainers see who take one.</summary>
    [JsonIgnore]
    public string Feature => Image ?? Text ?? "Features";

    /// <summary>The columns that a network of this kind sees: a table's own, or the one that they are put together in.</summary>
    public string[] FeaturesFor(Architecture architecture) =>
        Image is null && Text is null && architecture.InputKind.TakesSeveralColumns ? [.. Inputs] : [Feature];

    /// <summary>Chooses from a table; where the user named none, all columns for tables that something can be learnt from, else all numeric ones.</summary>
    public static InputColumns Choose(TableFile file, string label, ColumnWishes wishes)
    {
        (string[] features, bool isTable) = (wishes.Features, wishes.IsTable);
        InputColumns columns = WithLabel(file, label);
        string[] labels = [.. columns.Targets, label];
        if (wishes.Image is { } image)
            return columns with { Image = TextColumn(file, "--image", image, "paths of images are") };
        if (wishes.IsText)
            return columns with { Text = wishes.Text is { } named ? TextColumn(file, "--text", named, "text is") : OneText(file, labels, features) };
        List<TableFileColumn> chosen = features.Length > 0
            ? ColumnPatterns.Resolve(file, features)
            : [.. file.Columns.Where(c => isTable ? c.Useless is null : c.Kind == ColumnKind.Number)];
        if (features.Length > 0 && chosen.Find(c => labels.Contains(c.Name)) is { } wrong)
            throw new CommandException($"--features names the label column '{wrong.Name}'.");
        chosen.RemoveAll(c => labels.Contains(c.Name));
        if (chosen.Count == 0 && file.Rows == 1)
            throw new CommandException($"'{file.Path}' has one row: there is nothing to learn.");
        if (chosen.Count == 0)
            throw new CommandException($"'{file.Path}' has no {(isTable ? "" : "numeric ")}column to learn from beside the label{(isTable ? Reasons(file, labels) : ": name columns with --features or --image")}.");
        return columns with
        {
            Numeric = Names(chosen, ColumnKind.Number),
            Wide = isTable ? [.. chosen.Where(c => c is { Kind: ColumnKind.Number, NeedsDouble: true }).Select(c => c.Name)] : [],
            Categories = Names(chosen, ColumnKind.Category, ColumnKind.Flag, ColumnKind.Text, ColumnKind.Id),
            Dates = Names(chosen, ColumnKind.Date),
        };
    }

    /// <summary>A column of text and no label.</summary>
    /// <param name="file">The table.</param>
    /// <param name="name">The column; null for the only one of text.</param>
    public static InputColumns OfText(TableFile file, string? name) =>
        new("") { Text = name is null ? OneText(file, [], []) : TextColumn(file, "--text", name, "text is"), Layout = file.Layout.ToJson() };

    // Several columns are one label under the name that the user gave them together.
    private static InputColumns WithLabel(TableFile file, string label) => label.Length == 0 ? new InputColumns("") : !label.Contains(',') || file.Columns.Any(c => c.Name == label)
        ? new InputColumns(file.Column(label).Name)
        : new InputColumns(label) { Targets = [.. ColumnPatterns.Resolve(file, [label]).Select(c => c.Name)] };

    private static string Reasons(TableFile file, string[] labels)
    {
        string[] reasons = [.. file.Columns.Where(c => c.Useless is not null && !labels.Contains(c.Name)).Take(5).Select(c => $"'{c.Name}': {c.Useless}")];
        return reasons.Length == 0 ? "" : $" ({string.Join("; ", reasons)}; --features takes columns all the same)";
    }

    private static string[] Names(List<TableFileColumn> columns, params ColumnKind[] kinds) =>
        [.. columns.Where(c => kinds.Contains(c.Kind)).Select(c => c.Name)];

    /// <summary>The name of a column of text.</summary>
    public static string TextColumn(TableFile file, string option, string name, string expected) =>
        file.Column(name) is { Kind: not (ColumnKind.Number or ColumnKind.Date) }
            ? name
            : throw new CommandException($"{option} {name}: the column holds {(file.Column(name).Kind == ColumnKind.Date ? "dates" : "numbers")}, but {expected} expected.");

    // The one that was named, the only one of sentences, or the only one of words.
    private static string OneText(TableFile file, string[] labels, string[] features)
    {
        TableFileColumn[] candidates = [.. file.Columns.Where(c => !labels.Contains(c.Name) && (features.Length == 0 || features.Contains(c.Name)))];
        TableFileColumn[] sentences = [.. candidates.Where(c => c.Kind == ColumnKind.Text)];
        TableFileColumn[] words = [.. candidates.Where(c => c.Kind is not (ColumnKind.Number or ColumnKind.Date))];
        return (sentences.Length > 0 ? sentences : words) switch
        {
            [var one] => one.Name,
            [] => throw new CommandException($"'{file.Path}' has no column of text beside the label: name it with --text. {file.NamesText()}"),
            var several => throw new CommandException($"'{file.Path}' has several columns of text: {string.Join(", ", several.Take(10).Select(c => $"'{c.Name}'"))}. Name one with --text."),
        };
    }
}
