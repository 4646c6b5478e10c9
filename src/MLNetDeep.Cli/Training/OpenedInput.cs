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
    public InputColumns Columns(params Architecture[] networks) =>
        WithOrder(Source.Choose(Request.Label, Request.Image, Request.Features, Array.TrueForAll(networks, n => n.InputKind.TakesSeveralColumns)) with { HasNumericLabel = Task.HasNumericLabel });

    /// <summary>The columns, and those by which rows are shared out. A group is not learnt from unless it is named.</summary>
    public InputColumns WithOrder(InputColumns columns)
    {
        if (Request.Group is null && Request.Time is null)
            return columns;
        if (Source is not TableSource)
            throw new UsageException("--group and --time name columns of a table, but --data is a folder of images.");
        bool isNamed = Request.Features.Length > 0;
        string[] Without(IReadOnlyList<string> names) => [.. names.Where(name => isNamed || name != Request.Group)];
        return columns with { Group = Request.Group, Time = Request.Time, Numeric = Without(columns.Numeric), Categories = Without(columns.Categories), Wide = Without(columns.Wide), Dates = Without(columns.Dates) };
    }

    /// <summary>Other rows of the same form.</summary>
    public DataSource OpenLike(string path, InputColumns columns) => DataSource.Open(path, Request.Form, columns.TableLayout);
}
