using Microsoft.ML;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Tables;

/// <summary>Finds the columns of a table: those that a trainer was asked to learn from, or whatever suits.</summary>
internal static class TableColumns
{
    /// <summary>Throws where a promised schema has not what was asked for.</summary>
    public static void Check(FeatureRequest request, SchemaShape schema)
    {
        var columns = schema.ToDictionary(c => c.Name);
        if (request.Names is null)
        {
            if (!columns.Values.Any(c => IsCandidate(request, c.Name) && TableColumnTypes.Fault(c) is null)) throw NoneSuits(request, columns.Values.Select(c => (c.Name, TableColumnTypes.Fault(c) ?? "")));
            return;
        }
        ThrowIfAny(request.Names.Select(name => (name, columns.TryGetValue(name, out var column) ? TableColumnTypes.Fault(column) : null, !columns.ContainsKey(name))), columns.Keys);
    }

    /// <summary>The columns; all that do not suit are told together.</summary>
    public static IReadOnlyList<TableColumn> Find(FeatureRequest request, DataViewSchema schema) => Find(request, schema, out _);

    /// <summary>The columns.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="schema">The rows'.</param>
    /// <param name="left">Where none were named: those that do not suit, and why.</param>
    public static IReadOnlyList<TableColumn> Find(FeatureRequest request, DataViewSchema schema, out IReadOnlyList<(string Name, string Why)> left)
    {
        left = [];
        if (request.Names is null) return Suiting(request, schema, out left);
        var found = request.Names.Select(name => (Name: name, Column: schema.GetColumnOrNull(name))).ToList();
        ThrowIfAny(found.Select(f => (f.Name, f.Column is { } c && TableColumnTypes.Of(c, out var why) is null ? why : null, f.Column is null)),
            schema.Where(c => !c.IsHidden).Select(c => c.Name));
        return [.. found.Select(f => TableColumnTypes.Of(f.Column!.Value, out _)!)];
    }

    private static List<TableColumn> Suiting(FeatureRequest request, DataViewSchema schema, out IReadOnlyList<(string Name, string Why)> left)
    {
        var (suiting, others) = (new List<TableColumn>(), new List<(string, string)>());
        foreach (var column in schema.Where(c => !c.IsHidden && IsCandidate(request, c.Name)))
        {
            if (TableColumnTypes.Of(column, out var why) is { } suits) suiting.Add(suits);
            else others.Add((column.Name, why));
        }
        left = others;
        return suiting.Count > 0 ? suiting : throw NoneSuits(request, others);
    }

    private static bool IsCandidate(FeatureRequest request, string name) => name != request.Label && !request.Others.Contains(name);

    private static void ThrowIfAny(IEnumerable<(string Name, string? Fault, bool IsMissing)> columns, IEnumerable<string> all)
    {
        var faults = columns.Where(c => c.IsMissing || c.Fault is not null)
            .Select(c => c.IsMissing ? $"there is no column '{c.Name}'" : $"column '{c.Name}' does not suit: {c.Fault}").ToList();
        if (faults.Count > 0)
            throw new ArgumentOutOfRangeException("inputSchema", $"Schema mismatch for feature columns: {string.Join("; ", faults)}. "
                + $"Expected {TableColumnTypes.Expected}. The columns are: {string.Join(", ", all)}.");
    }

    private static ArgumentOutOfRangeException NoneSuits(FeatureRequest request, IEnumerable<(string Name, string Why)> columns) => new("inputSchema",
        $"There is no column to learn from beside the label '{request.Label}': {string.Join("; ", columns.Where(c => IsCandidate(request, c.Name)).Select(c => $"'{c.Name}' does not suit, {c.Why}").DefaultIfEmpty("there is no other"))}. "
        + $"Expected {TableColumnTypes.Expected}.");
}
