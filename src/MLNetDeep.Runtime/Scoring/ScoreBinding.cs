using Microsoft.ML;

namespace MLNetDeep.Runtime;

/// <summary>The schema of scored rows: the input's columns, then those that the network makes.</summary>
internal sealed class ScoreBinding
{
    private readonly IReadOnlyList<AddedColumn> _added;

    public ScoreBinding(DataViewSchema input, IEnumerable<string> featureColumns, IReadOnlyList<AddedColumn> added)
    {
        (Input, FeatureColumns, _added) = (input, [.. featureColumns.Select(name => input[name])], added);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        foreach (var column in added) builder.AddColumn(column.Name, column.Type, column.Annotations);
        Output = builder.ToSchema();
    }

    public DataViewSchema Input { get; }

    public DataViewSchema Output { get; }

    public IReadOnlyList<DataViewSchema.Column> FeatureColumns { get; }

    /// <summary>The column that the network makes at this index of the output; null for one that is passed on.</summary>
    public AddedColumn? AddedAt(int index) => index < Input.Count ? null : _added[index - Input.Count];

    /// <summary>Those of the columns that the network makes.</summary>
    public IReadOnlyList<AddedColumn> Added(IEnumerable<DataViewSchema.Column> columns) => [.. columns.Select(c => AddedAt(c.Index)).OfType<AddedColumn>()];

    /// <summary>Those of the columns that are passed on, as the input has them.</summary>
    public IEnumerable<DataViewSchema.Column> PassedOn(IEnumerable<DataViewSchema.Column> columns) =>
        columns.Where(c => c.Index < Input.Count).Select(c => Input[c.Index]);

    /// <summary>Which columns of the output are active.</summary>
    public bool[] Active(IEnumerable<DataViewSchema.Column> columns)
    {
        var active = new bool[Output.Count];
        foreach (var column in columns) active[column.Index] = true;
        return active;
    }
}
