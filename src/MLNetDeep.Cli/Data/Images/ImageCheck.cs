using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Data;

/// <summary>
/// Decodes every image, or sound, of the data once, on all cores, before anything is learnt from or scored: what is wrong with files is known then, and of all
/// of them.
/// </summary>
internal static class ImageCheck
{
    // Of an error; of images that are left out each is named.
    private const int Named = 10;

    private const string Mark = "MLNetDeep.CanBeRead";

    /// <summary>The rows whose images can be read.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="column">Their images' paths; null where they have none.</param>
    /// <param name="source">Where they come from.</param>
    /// <param name="skipBad">Whether rows whose images cannot be read are left out and told, rather than refused.</param>
    /// <param name="say">Tells what is left out.</param>
    /// <param name="needsGrey">Whether the model takes grayscale images alone.</param>
    public static IDataView Apply(MLContext ml, IDataView rows, string? column, DataSource source, bool skipBad, Action<string> say, bool needsGrey = false)
    {
        string[] paths = column is null ? [] : [.. rows.GetColumn<string>(column)];
        ConcurrentDictionary<string, string> faults = Find(paths, source.Files, needsGrey);
        string[] bad = [.. paths.Index().Where(row => faults.ContainsKey(row.Item)).Select(row => $"{Name(source.Root, row.Item, row.Index)} ({faults[row.Item]})")];
        string what = $"{bad.Length} of {paths.Length} {(paths.Length == 1 ? source.Files.One : source.Files.Many)} of '{source.Root}'";
        if (bad.Length > 0 && (!skipBad || bad.Length == paths.Length))
            throw new CommandException($"{what} cannot be used: {First(bad)}.{(skipBad ? " None is left." : " --skip-bad leaves them out.")}");
        if (bad.Length == 0)
            return rows;
        say($"Left out {what}, which cannot be used:{string.Concat(bad.Select(one => $"{Environment.NewLine}  {one}"))}");
        return Without(ml, rows, column!, faults.Keys);
    }

    private static string First(string[] bad) =>
        string.Join(", ", bad.Take(Named)) + (bad.Length > Named ? $" and {bad.Length - Named} more" : "");

    private static ConcurrentDictionary<string, string> Find(string[] paths, FileKind kind, bool needsGrey)
    {
        var faults = new ConcurrentDictionary<string, string>();
        Parallel.ForEach(paths.Distinct(), path =>
        {
            if (kind.FindFault(path, needsGrey) is { } fault)
                faults[path] = fault;
        });
        return faults;
    }

    // A row without a path has nothing but its number.
    private static string Name(string root, string path, int row)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0'))
            return $"row {row + 1}";
        string relative = Path.GetRelativePath(root, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    private static IDataView Without(MLContext ml, IDataView rows, string column, ICollection<string> bad)
    {
        var set = bad.ToHashSet();
        var (from, to) = (SchemaDefinition.Create(typeof(PathRow)), SchemaDefinition.Create(typeof(MarkRow)));
        (from[0].ColumnName, to[0].ColumnName) = (column, Mark);
        IDataView marked = ml.Transforms.CustomMapping<PathRow, MarkRow>((row, mark) => mark.Value = set.Contains(row.Value) ? 0 : 1, null, from, to)
            .Fit(rows).Transform(rows);
        IDataView kept = ml.Data.FilterRowsByColumn(marked, Mark, lowerBound: 1);
        return ml.Transforms.DropColumns(Mark).Fit(kept).Transform(kept);
    }

    private sealed class PathRow
    {
        public string Value { get; set; } = "";
    }

    private sealed class MarkRow
    {
        public float Value { get; set; }
    }
}
