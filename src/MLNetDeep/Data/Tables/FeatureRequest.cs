using Microsoft.ML;

namespace MLNetDeep.Data.Tables;

/// <summary>Which columns a trainer was asked to learn from: those named, or, for a table, whatever suits.</summary>
/// <param name="Names">The columns; null for all that suit.</param>
/// <param name="IsTable">Whether they are taken as a table.</param>
/// <param name="Label">The label, which is never one of those that suit.</param>
/// <param name="Others">Columns with the weights or the groups of rows, which are none either.</param>
internal sealed record FeatureRequest(IReadOnlyList<string>? Names, bool IsTable, string Label, IReadOnlyList<string?> Others)
{
    /// <summary>The names, for messages; empty where none are given.</summary>
    public string Text => string.Join(", ", Names ?? []);

    /// <summary>Throws where names are none, or are too many for what is no table.</summary>
    public void CheckNames(string architecture)
    {
        if (Names is null && IsTable) return;
        if (Names is not { Count: > 0 } || Names.Any(string.IsNullOrEmpty)) throw new ArgumentException("At least one feature column must be named, and none of the names may be empty.");
        if (!IsTable && Names.Count > 1) throw new ArgumentException($"{architecture} takes one feature column, but was given {Names.Count}: {Text}. Several columns need an architecture for tables, or TableTrainerOptions.");
        if (Names.GroupBy(name => name).FirstOrDefault(g => g.Count() > 1) is { } twice) throw new ArgumentException($"The feature column '{twice.Key}' is named twice.");
        if (Names.Contains(Label)) throw new ArgumentException($"The label column '{Label}' cannot be a feature column too.");
    }

    /// <summary>Throws where a promised schema has not what was asked for.</summary>
    public void Check(SchemaShape schema)
    {
        if (!IsTable)
        {
            ColumnChecks.CheckFeatures(schema, Names![0]);
            return;
        }
        var columns = schema.ToDictionary(c => c.Name);
        if (Names is null)
        {
            if (!columns.Values.Any(c => IsCandidate(c.Name) && TableColumnTypes.Fault(c) is null)) throw NoneSuits(columns.Values.Select(c => (c.Name, TableColumnTypes.Fault(c) ?? "")));
            return;
        }
        ThrowIfAny(Names.Select(name => (name, columns.TryGetValue(name, out var column) ? TableColumnTypes.Fault(column) : null, !columns.ContainsKey(name))), columns.Keys);
    }

    /// <summary>Throws where a schema has not what was asked for.</summary>
    public void Check(DataViewSchema schema)
    {
        if (IsTable) Columns(schema);
        else ColumnChecks.CheckFeatures(schema, Names![0]);
    }

    /// <summary>The columns of a table; all that do not suit are told together.</summary>
    public IReadOnlyList<TableColumn> Columns(DataViewSchema schema) => Columns(schema, out _);

    /// <summary>The columns of a table.</summary>
    /// <param name="schema">The rows'.</param>
    /// <param name="left">Where none were named: those that do not suit, and why.</param>
    public IReadOnlyList<TableColumn> Columns(DataViewSchema schema, out IReadOnlyList<(string Name, string Why)> left)
    {
        left = [];
        if (Names is null) return Suiting(schema, out left);
        var found = Names.Select(name => (Name: name, Column: schema.GetColumnOrNull(name))).ToList();
        ThrowIfAny(found.Select(f => (f.Name, f.Column is { } c && TableColumnTypes.Of(c, out var why) is null ? why : null, f.Column is null)),
            schema.Where(c => !c.IsHidden).Select(c => c.Name));
        return [.. found.Select(f => TableColumnTypes.Of(f.Column!.Value, out _)!)];
    }

    private List<TableColumn> Suiting(DataViewSchema schema, out IReadOnlyList<(string Name, string Why)> left)
    {
        var (suiting, others) = (new List<TableColumn>(), new List<(string, string)>());
        foreach (var column in schema.Where(c => !c.IsHidden && IsCandidate(c.Name)))
        {
            if (TableColumnTypes.Of(column, out var why) is { } suits) suiting.Add(suits);
            else others.Add((column.Name, why));
        }
        left = others;
        return suiting.Count > 0 ? suiting : throw NoneSuits(others);
    }

    private bool IsCandidate(string name) => name != Label && !Others.Contains(name);

    private static void ThrowIfAny(IEnumerable<(string Name, string? Fault, bool IsMissing)> columns, IEnumerable<string> all)
    {
        var faults = columns.Where(c => c.IsMissing || c.Fault is not null)
            .Select(c => c.IsMissing ? $"there is no column '{c.Name}'" : $"column '{c.Name}' does not suit: {c.Fault}").ToList();
        if (faults.Count > 0)
            throw new ArgumentOutOfRangeException("inputSchema", $"Schema mismatch for feature columns: {string.Join("; ", faults)}. "
                + $"Expected {TableColumnTypes.Expected}. The columns are: {string.Join(", ", all)}.");
    }

    private ArgumentOutOfRangeException NoneSuits(IEnumerable<(string Name, string Why)> columns) => new("inputSchema",
        $"There is no column to learn from beside the label '{Label}': {string.Join("; ", columns.Where(c => IsCandidate(c.Name)).Select(c => $"'{c.Name}' does not suit, {c.Why}").DefaultIfEmpty("there is no other"))}. "
        + $"Expected {TableColumnTypes.Expected}.");
}
