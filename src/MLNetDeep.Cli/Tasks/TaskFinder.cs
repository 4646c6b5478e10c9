using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;

namespace MLNetDeep.Cli.Tasks;

/// <summary>Which task a label asks for, where none was named.</summary>
internal static class TaskFinder
{
    // Whole numbers of so few values are classes; more of them are amounts.
    private const int MostClassesOfNumbers = 20;

    /// <summary>The task, and the reason for users.</summary>
    public static (CommandTask Task, string Why) Find(DataSource source, string label)
    {
        if (source is GraphSource graphs)
            return OfGraphs(graphs, label);
        if (source is not TableSource { File: { } file })
            return (CommandTask.Get("multiclass"), "there is a folder for each class");
        return file.Columns.Any(c => c.Name == label) || !label.Contains(',') ? OfColumn(file.Path, file.Rows, file.Column(label)) : OfColumns(ColumnPatterns.Resolve(file, [label]));
    }

    private static (CommandTask Task, string Why) OfGraphs(GraphSource graphs, string label)
    {
        IReadOnlyList<string> labels = graphs.LabelsOf(label);
        if (labels is not [var one])
            return OfColumns([.. labels.Select(graphs.Describe)]);
        if (graphs.FormOf(one).Length is 0)
            return OfColumn(graphs.Path, graphs.Count, graphs.Describe(one));
        return graphs.IsBinaryList(one)
            ? (CommandTask.Get("multilabel"), $"'{one}' is a list of {graphs.FormOf(one).Length} labels of 0 and 1")
            : (CommandTask.Get("regression"), $"'{one}' is a list of {graphs.FormOf(one).Length} numbers");
    }

    private static (CommandTask Task, string Why) OfColumns(List<TableFileColumn> columns) =>
        columns.TrueForAll(c => c is { Kind: ColumnKind.Number, IsBinary: true })
            ? (CommandTask.Get("multilabel"), $"{columns.Count} label columns of 0 and 1")
            : (CommandTask.Get("regression"), $"{columns.Count} label columns of numbers");

    /// <summary>The task of a column of a table.</summary>
    public static (CommandTask Task, string Why) OfColumn(string path, long rows, TableFileColumn column)
    {
        string name = $"'{column.Name}'";
        if (column.Kind == ColumnKind.Date)
            throw new CommandException($"The label {name} holds dates; labels are classes or numbers. Codes that look like dates are stated with --kinds {column.Name}=category.");
        int? values = column.Distinct;
        if (values == 2)
            return (CommandTask.Get("binary"), $"{name} has the values {string.Join(" and ", column.Examples.Order(StringComparer.Ordinal))}");
        if (column.Kind != ColumnKind.Number)
        {
            if (column.Kind == ColumnKind.Id || values is null)
                throw new CommandException($"The label {name} of '{path}' has a value of its own for every row: it is neither a class nor a number.");
            return (CommandTask.Get("multiclass"), $"{name} has {values} classes");
        }
        return values <= MostClassesOfNumbers && column.IsWhole && values < rows / 2
            ? (CommandTask.Get("multiclass"), $"{name} has {values} different whole numbers; --task regression predicts it as an amount")
            : (CommandTask.Get("regression"), $"{name} holds numbers");
    }
}
