using Microsoft.ML;
using MLNetDeep.Tasks;

namespace MLNetDeep.Scoring;

/// <summary>The schema of scored rows: the input's columns, then those made from scores.</summary>
internal sealed class ScoreBinding
{
    private readonly IReadOnlyList<ScoreColumn> _added;

    public ScoreBinding(DataViewSchema input, IEnumerable<string> featureColumns, IReadOnlyList<ScoreColumn> added)
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

    /// <summary>The column made from scores at this index of the output; null for one that is passed on.</summary>
    public ScoreColumn? AddedAt(int index) => index < Input.Count ? null : _added[index - Input.Count];

    /// <summary>Whether any of the columns is made from scores.</summary>
    public bool AnyAdded(IEnumerable<DataViewSchema.Column> columns) => columns.Any(c => c.Index >= Input.Count);

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
