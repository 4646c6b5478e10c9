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
        if (source is not TableSource { File: { } file })
            return (CommandTask.Get("multiclass"), "there is a folder for each class");
        return file.Columns.Any(c => c.Name == label) || !label.Contains(',') ? OfColumn(file, file.Column(label)) : OfColumns(file, label);
    }

    private static (CommandTask Task, string Why) OfColumns(TableFile file, string label)
    {
        List<TableFileColumn> columns = ColumnPatterns.Resolve(file, [label]);
        return columns.TrueForAll(c => c is { Kind: ColumnKind.Number, IsBinary: true })
            ? (CommandTask.Get("multilabel"), $"{columns.Count} label columns of 0 and 1")
            : (CommandTask.Get("regression"), $"{columns.Count} label columns of numbers");
    }

    private static (CommandTask Task, string Why) OfColumn(TableFile file, TableFileColumn column)
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
                throw new CommandException($"The label {name} of '{file.Path}' has a value of its own for every row: it is neither a class nor a number.");
            return (CommandTask.Get("multiclass"), $"{name} has {values} classes");
        }
        return values <= MostClassesOfNumbers && column.IsWhole && values < file.Rows / 2
            ? (CommandTask.Get("multiclass"), $"{name} has {values} different whole numbers; --task regression predicts it as an amount")
            : (CommandTask.Get("regression"), $"{name} holds numbers");
    }
}
