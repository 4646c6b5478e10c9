using Microsoft.ML;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;
using MLNetDeep.Cli.Training;
using MLNetDeep.Files.Views;

namespace MLNetDeep.Cli.Nodes;

/// <summary>A table of nodes and one of edges as a graph.</summary>
internal static class NodeTables
{
    /// <summary>Chooses what networks learn from.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="nodes">The table of nodes.</param>
    /// <param name="columns">The columns that were named.</param>
    /// <param name="features">Those that networks are to learn from; none for all that carry information.</param>
    /// <param name="label">The label, or several.</param>
    public static NodeColumns Choose(MLContext ml, TableSource nodes, NodeColumns columns, string[] features, InputColumns label)
    {
        TableFile file = nodes.File;
        string[] others = [file.Column(columns.Id).Name, label.Label, .. label.Targets, .. new[] { columns.Split }.OfType<string>().Select(name => file.Column(name).Name)];
        List<TableFileColumn> chosen = features.Length > 0
            ? ColumnPatterns.Resolve(file, features)
            // Text is of no use to tables alone.
            : [.. file.Columns.Where(c => !others.Contains(c.Name) && (c.Useless is null || c.Kind == ColumnKind.Text) && c.Kind is not (ColumnKind.Date or ColumnKind.Id))];
        if (chosen.Find(c => others.Contains(c.Name)) is { } wrong)
            throw new UsageException($"--features names '{wrong.Name}', which is the id, the label or the split.");
        if (chosen.Find(c => c.Kind == ColumnKind.Date) is { } date)
            throw new CommandException($"--features {date.Name}: the column holds dates, but numbers, categories or words are expected. --kinds {date.Name}=category takes it as categories.");
        if (chosen.Count == 0)
            throw new CommandException($"'{file.Path}' has no column to learn from beside id, label and split: name some with --features.");
        string[] words = [.. chosen.Where(c => c.Kind is ColumnKind.Text or ColumnKind.Id).Select(c => c.Name)];
        IDataView texts = nodes.Load(ml, new InputColumns(label.Label), LabelUse.None, words);
        return columns with
        {
            Numeric = [.. chosen.Where(c => c.Kind == ColumnKind.Number).Select(c => c.Name)],
            Categories = [.. chosen.Where(c => c.Kind is ColumnKind.Category or ColumnKind.Flag).Select(c => c.Name)],
            Words = [.. words.Select(name => new WordColumn(name, WordBags.Learn(texts, TableSource.NameOfKept(name))))],
        };
    }

    /// <summary>The graph.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="nodes">The table of nodes.</param>
    /// <param name="edges">The table of edges.</param>
    /// <param name="columns">What is what in them.</param>
    public static NodeGraph Graph(MLContext ml, TableSource nodes, TableFile edges, NodeColumns columns)
    {
        try
        {
            return ml.Deep().Graphs.Create(Nodes(ml, nodes, columns), Edges(edges, columns), new NodeGraphOptions
            {
                IdColumnName = TableSource.NameOfKept(columns.Id),
                FeatureColumnNames = [.. columns.Features],
                SourceColumnName = columns.Source,
                TargetColumnName = columns.Target,
                WeightColumnName = columns.Weight,
                EdgeTagColumnName = columns.EdgeTag,
                Directed = columns.IsDirected,
                DropDanglingEdges = columns.DropsDangling,
            });
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException)
        {
            string message = e is ArgumentException argument ? Networks.WithoutParameter(argument) : e.Message;
            throw new CommandException(message.Replace("The table of nodes", $"'{nodes.File.Path}'").Replace("The table of edges", $"'{edges.Path}'").Replace("the table of nodes", $"'{nodes.File.Path}'"), e);
        }
    }

    /// <summary>What was found in a graph, in a line.</summary>
    public static string Describe(NodeGraph graph)
    {
        NodeGraphSummary summary = graph.Summary;
        string[] notes = [.. new[]
        {
            Counted(summary.IsolatedNodes, "node without an edge", "nodes without an edge"),
            Counted(summary.SelfLoops, "self-loop", "self-loops"),
            Counted(summary.RepeatedEdges, "repeated edge taken once", "repeated edges taken once"),
            Counted(summary.DanglingEdges, "dangling edge left out", "dangling edges left out"),
        }.OfType<string>()];
        return $"Graph: {graph.NodeCount} nodes, {graph.EdgeCount} edges, both directions counted{(notes.Length == 0 ? "" : $" ({string.Join(", ", notes)})")}.";
    }

    private static string? Counted(long count, string one, string several) => count == 0 ? null : $"{count} {(count == 1 ? one : several)}";

    // Ids are text, as they stand.
    private static IDataView Nodes(MLContext ml, TableSource nodes, NodeColumns columns)
    {
        IDataView rows = nodes.Load(ml, new InputColumns(columns.Id) { Numeric = columns.Numeric, Categories = columns.Categories }, LabelUse.None, [columns.Id, .. columns.Words.Select(w => w.Name)]);
        foreach (WordColumn words in columns.Words)
            rows = WordBags.Add(ml, rows, TableSource.NameOfKept(words.Name), words);
        return rows;
    }

    private static FileView Edges(TableFile file, NodeColumns columns)
    {
        int Index(string name) => file.Columns.TakeWhile(c => c != file.Column(name)).Count();
        List<ViewColumn> view = [.. new[] { columns.Source, columns.Target, columns.EdgeTag }.OfType<string>().Distinct().Select(name => ViewColumn.Raw(file, Index(name), name))];
        if (columns.Weight is { } weight)
        {
            view.Add(file.Column(weight).Kind == ColumnKind.Number
                ? ViewColumn.Value(file, Index(weight), weight)
                : throw new CommandException($"--weight {weight}: the column of '{file.Path}' holds text, but numbers are expected."));
        }
        return new FileView(file, view);
    }
}
