using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;
using MLNetDeep.Cli.Tasks;

namespace MLNetDeep.Cli.Training;

/// <summary>Data that were opened.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Source">The data.</param>
/// <param name="Task">The task.</param>
/// <param name="Why">Why it is this task, where it was not named.</param>
internal sealed record OpenedInput(InputRequest Request, DataSource Source, CommandTask Task, string? Why)
{
    /// <summary>Which columns are what.</summary>
    /// <param name="networks">What learns from them: networks for tables take categories unasked.</param>
    public InputColumns Columns(params Architecture[] networks)
    {
        if (Source is not GraphSource && Array.Find(networks, n => n.InputKind.Key == "graph") is { } graphs)
            throw new UsageException($"{graphs.Key} takes graphs, but '{Request.DataPath}' has none: one file with a graph a line is expected, as JSON with a list of \"{GraphFile.Edges}\". 'mlnetdeep nodes train' takes a table of nodes and one of edges.");
        if (Source is FolderSource { Files: var files } && Array.Find(networks, n => n.InputKind.Key is "image" or "sound" && n.InputKind.Key != files.InputKind) is { } unlike)
            throw new UsageException($"{unlike.Key} takes {unlike.InputKind.DisplayName}, but '{Request.DataPath}' is a folder of {files.Many}; networks for {files.Many} are {string.Join(", ", ArchitectureRegistry.All.Where(a => a.InputKind.Key == files.InputKind).Select(a => a.Key))}.");
        if (Request.Text is { } text && Array.Find(networks, n => n.InputKind.Key != "text") is { } other)
            throw new UsageException($"--text {text}: {other.Key} takes {other.InputKind.DisplayName}; networks for text are {string.Join(", ", ArchitectureRegistry.All.Where(a => a.InputKind.Key == "text").Select(a => a.Key))}.");
        return WithOrder(Source.Choose(Request.Label, new ColumnWishes(Request.Image, Request.Text, Request.Features, networks.Length == 0 && Source is GraphSource ? "graph" : KindOf(networks))) with { HasNumericLabel = Task.HasNumericLabel, Pictures = Request.Pictures });
    }

    /// <summary>
    /// The columns where kinds are learnt from side by side: those that several of --image, --text and --features name, or, where nothing is named, columns of sentences beside others. Null for one kind.
    /// </summary>
    /// <param name="findsThem">Whether columns that nobody named are looked at.</param>
    public InputColumns? Several(bool findsThem)
    {
        if (Source is not TableSource { File: { } file })
            return null;
        string[] texts = Request.Text is { } text ? [.. ColumnPatterns.Names(file, [text]).Select(name => InputColumns.TextColumn(file, "--text", name, "text is"))] : [];
        string[] pictures = Request.Image is { } image ? [InputColumns.TextColumn(file, "--image", image, "paths of images are")] : [];
        string[] table = [.. ColumnPatterns.Resolve(file, Request.Features).Select(c => c.Name).Except(texts).Except(pictures)];
        if (texts.Length + pictures.Length + table.Length == 0 && findsThem)
        {
            string?[] others = [Request.Label, .. Request.Label.Split(','), Request.Group, Request.Time, Request.Weight];
            TableFileColumn[] free = [.. file.Columns.Where(c => !others.Contains(c.Name))];
            texts = [.. free.Where(c => c.Kind == ColumnKind.Text).Select(c => c.Name)];
            table = texts.Length == 0 ? [] : [.. free.Where(c => c.Kind != ColumnKind.Text && c.Useless is null).Select(c => c.Name)];
        }
        if (texts.Length + pictures.Length + (table.Length > 0 ? 1 : 0) < 2)
            return null;
        InputColumns columns = Source.Choose(Request.Label, new ColumnWishes(null, null, [.. pictures, .. texts, .. table], ColumnWishes.Several));
        return WithOrder(columns with { HasNumericLabel = Task.HasNumericLabel, Pictures = pictures, Texts = texts });
    }

    // Classical trainers beside take what tables have.
    private static string? KindOf(Architecture[] networks) => networks.Length == 0 ? "table" : networks.Select(n => n.InputKind.Key).Distinct().ToArray() is [var one] ? one : null;

    /// <summary>The columns, those by which rows are shared out, and their weight. Neither a group nor a weight is learnt from unless it is named.</summary>
    public InputColumns WithOrder(InputColumns columns)
    {
        if (Request.Group is null && Request.Time is null && Request.Weight is null)
            return columns;
        if (Source is not (TableSource or GraphSource))
            throw new UsageException("--group, --time and ExampleWeightColumnName name columns of a table, but --data is a folder of images.");
        foreach ((string option, string? name) in new[] { ("--group", Request.Group), ("--time", Request.Time), ("ExampleWeightColumnName", Request.Weight) })
        {
            if (name is not null && (name == columns.Label || columns.Targets.Contains(name)))
                throw new UsageException($"{option} names the label column '{name}', but a column beside it is expected.");
        }
        bool isNamed = Request.Features.Length > 0;
        string[] Without(IReadOnlyList<string> names) => [.. names.Where(name => isNamed || (name != Request.Group && name != Request.Weight))];
        return columns with { Group = Request.Group, Time = Request.Time, Weight = Request.Weight, Numeric = Without(columns.Numeric), Categories = Without(columns.Categories), Wide = Without(columns.Wide), Dates = Without(columns.Dates) };
    }

    /// <summary>The same data, with the column that options name as the weight of rows, and the options with the name that this column has in views.</summary>
    public OpenedInput WithWeight(TrainerOptions options)
    {
        if (Networks.Weight(options) is not { } weight)
            return this;
        options.ExampleWeightColumnName = TableSource.NameOfKept(weight);
        return this with { Request = Request with { Weight = weight } };
    }

    /// <summary>The same data, with the columns that a network over several inputs takes as those that were named.</summary>
    public OpenedInput WithParts(TrainerOptions options)
    {
        if (options is not CombinedTrainerOptions { Parts: var parts })
            return this;
        if (Source is not TableSource { File: { } file })
            throw new UsageException("A network over several inputs takes columns of a table, but --data is a folder of images.");
        if (Request.Features.Length > 0 || Request.Image is not null || Request.Text is not null)
            throw new UsageException($"A network over several inputs takes its columns from --set {nameof(CombinedTrainerOptions.Parts)}: --features, --image and --text do not go with it.");
        string[] labels = [Request.Label, .. Request.Label.Split(',')];
        IEnumerable<string> named = parts.SelectMany(part => part.Columns ?? []);
        IEnumerable<string> others = parts.Any(part => part.Columns is null) ? file.Columns.Where(c => c.Useless is null && !labels.Contains(c.Name)).Select(c => c.Name) : [];
        string[] pictures = [.. parts.Where(part => part.Options is ImageTrainerOptions).SelectMany(part => part.Columns ?? [])];
        if (Array.Find(pictures, name => file.Column(name).Kind is ColumnKind.Number or ColumnKind.Date) is { } wrong)
            throw new CommandException($"Column '{wrong}' of '{file.Path}' holds {(file.Column(wrong).Kind == ColumnKind.Date ? "dates" : "numbers")}, but {nameof(CombinedTrainerOptions.Parts)} takes it as paths of images.");
        return this with { Request = Request with { Features = [.. named.Union(others)], Pictures = pictures } };
    }

    /// <summary>Other rows of the same form.</summary>
    public DataSource OpenLike(string path, InputColumns columns) => DataSource.Open(path, Request.Form, columns.TableLayout);
}
