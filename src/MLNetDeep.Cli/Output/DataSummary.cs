using MLNetDeep.Cli.Data;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Output;

/// <summary>What was found in the data, in a few lines before the training starts.</summary>
internal static class DataSummary
{
    private const int MostNames = 8;

    public static void Tell(Terminal terminal, OpenedInput input, InputColumns columns, Architecture? byDefault, IEnumerable<string> told)
    {
        if (input.Source is TableSource { File: { } file })
            Table(terminal, file, columns, input.Request.Features.Length > 0);
        if (input.Source is GraphSource graphs)
            Graphs(terminal, graphs, columns, input.Request.Label);
        foreach (string note in input.Source.Notes)
            terminal.Say(note);
        foreach (string line in told)
            terminal.Say(line);
        if (columns.Weight is not null)
            terminal.Say($"Rows are weighted by '{columns.Weight}', which is not a feature.");
        if (input.Why is not null)
            terminal.Say($"Task: {input.Task.Key}, because {input.Why}.");
        if (byDefault is not null)
            terminal.Say($"Architecture: {byDefault.Key}, the default.");
    }

    private static void Table(Terminal terminal, TableFile file, InputColumns columns, bool areNamed)
    {
        string label = columns.Targets.Count > 0 ? $"{columns.Targets.Count} labels" : $"label {columns.Label}";
        string[] categories = [.. columns.Categories.Except(columns.Pictures).Except(columns.Texts)];
        string[] pictures = columns.Pictures.Count > 0 ? [$"images in {Names(columns.Pictures)}"] : [];
        string[] texts = columns.Texts.Count > 0 ? [$"text in {Names(columns.Texts)}"] : [];
        string[] kinds = [.. pictures, .. texts, .. new[] { ("number", columns.Numeric), ("category", categories), ("date", columns.Dates) }
            .Where(k => k.Item2.Count > 0).Select(k => $"{Counted(k.Item2.Count, k.Item1)} ({Names(k.Item2)})")];
        terminal.Say($"{file.Path}: {Counted(file.Rows, "row")}, {label}, features: {(columns.Image is { } image ? $"images in {image}" : columns.Text is { } text ? $"text in {text}" : string.Join(", ", kinds))}.");
        string[] inputs = [.. columns.Inputs, columns.Label, .. columns.Targets];
        TableFileColumn[] left = [.. file.Columns.Where(c => columns.Image is null && columns.Text is null && !inputs.Contains(c.Name))];
        foreach (IGrouping<string, TableFileColumn> reason in left.Where(c => c.Useless is not null).GroupBy(c => c.Useless!))
            terminal.Say($"Ignored: {Names([.. reason.Select(c => c.Name)])}, because {reason.Key}.");
        foreach (TableFileColumn column in file.Columns.Where(c => areNamed && c.Useless is not null && columns.Inputs.Contains(c.Name)).Take(MostNames))
            terminal.Say($"Column '{column.Name}' was named in --features, but {column.Useless}.");
    }

    private static void Graphs(Terminal terminal, GraphSource graphs, InputColumns columns, string name)
    {
        (long nodes, long edges) = graphs.Size();
        string label = columns.Targets.Count > 0 ? $"{columns.Targets.Count} labels" : $"label {name}";
        string[] features = [.. columns.Graph!.Select(part => part switch { "Nodes" => "tags of nodes", "NodeFeatures" => "numbers of nodes", "EdgeTags" => "tags of edges", "EdgeFeatures" => "numbers of edges", _ => null }).OfType<string>()];
        terminal.Say($"{graphs.Path}: {Counted(graphs.Count, "graph")} (JSON lines with \"{GraphFile.Edges}\"), {label}, features: {string.Join(", ", features)}; {Mean(nodes)} nodes and {Mean(edges)} edges on average.");
        string[] used = [columns.Label, .. columns.Targets, .. new[] { columns.Group, columns.Time, columns.Weight }.OfType<string>()];
        if (graphs.Properties.Where(name => !used.Contains(name) && !graphs.LabelsOf(columns.Label).Contains(name) && name != "label").ToArray() is [_, ..] others)
            terminal.Say($"Not features: {Names(others)}: networks learn from nodes and edges alone.");

        string Mean(long count) => ((double)count / graphs.Count).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string Names(IReadOnlyList<string> names) => string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? ", …" : "");

    private static string Counted(long count, string what) => count == 1 ? $"1 {what}" : $"{count} {(what.EndsWith('y') ? what[..^1] + "ies" : what + "s")}";
}
