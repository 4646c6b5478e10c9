using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The row mapper of transforms that make each output column of one input column.</summary>
internal abstract class PairMapper : IRowMapper
{
    private readonly (string OutputColumnName, string InputColumnName)[] _pairs;

    protected PairMapper(IHost host, (string OutputColumnName, string InputColumnName)[] pairs, DataViewSchema schema)
    {
        Host = host;
        _pairs = pairs;
        Inputs = new DataViewSchema.Column[pairs.Length];
        for (int i = 0; i < pairs.Length; i++)
        {
            Inputs[i] = schema.GetColumnOrNull(pairs[i].InputColumnName)
                ?? throw host.ExceptSchemaMismatch("inputSchema", "input", pairs[i].InputColumnName);
            CheckInput(i, Inputs[i]);
        }
    }

    protected IHost Host { get; }

    protected DataViewSchema.Column[] Inputs { get; }

    protected string OutputName(int pair) => _pairs[pair].OutputColumnName;

    /// <summary>Throws where the column is not of a type that the transform can take.</summary>
    protected virtual void CheckInput(int pair, DataViewSchema.Column column)
    {
    }

    protected abstract DataViewType OutputType(int pair);

    protected virtual void Annotate(int pair, DataViewSchema.Annotations.Builder annotations)
    {
    }

    protected abstract Delegate MakeGetter(DataViewRow input, int pair, out Action? disposer);

    public DataViewSchema.DetachedColumn[] GetOutputColumns()
    {
        var columns = new DataViewSchema.DetachedColumn[_pairs.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            var annotations = new DataViewSchema.Annotations.Builder();
            Annotate(i, annotations);
            columns[i] = new DataViewSchema.DetachedColumn(OutputName(i), OutputType(i), annotations.ToAnnotations());
        }
        return columns;
    }

    public Func<int, bool> GetDependencies(Func<int, bool> activeOutput)
    {
        var needed = new HashSet<int>();
        for (int i = 0; i < Inputs.Length; i++)
        {
            if (activeOutput(i))
                needed.Add(Inputs[i].Index);
        }
        return needed.Contains;
    }

    public Delegate CreateGetter(DataViewRow input, int outputIndex, Func<int, bool> activeOutput, out Action? disposer) =>
        MakeGetter(input, outputIndex, out disposer);
}
