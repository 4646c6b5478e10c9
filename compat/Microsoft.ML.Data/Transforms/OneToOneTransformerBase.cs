using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Base of transformers that make each of their columns of one other.</summary>
public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    private protected readonly (string outputColumnName, string inputColumnName)[] ColumnPairs;

    private protected OneToOneTransformerBase(IHost host, (string outputColumnName, string inputColumnName)[] columns)
        : base(host)
    {
        host.CheckValue(columns, nameof(columns));
        var names = new HashSet<string>();
        foreach ((string outputColumnName, string inputColumnName) in columns)
        {
            host.CheckNonEmpty(inputColumnName, nameof(columns));
            host.CheckNonEmpty(outputColumnName, nameof(columns));
            host.CheckParam(names.Add(outputColumnName), nameof(columns),
                $"Output column '{outputColumnName}' specified multiple times");
        }

        ColumnPairs = columns;
    }

    private protected OneToOneTransformerBase(IHost host, ModelLoadContext ctx) : base(host) => ColumnPairs = LoadColumns(ctx);

    private protected void SaveColumns(ModelSaveContext ctx)
    {
        ctx.Writer.Write(ColumnPairs.Length);
        foreach ((string outputColumnName, string inputColumnName) in ColumnPairs)
        {
            ctx.Writer.Write(outputColumnName);
            ctx.Writer.Write(inputColumnName);
        }
    }

    private protected static (string outputColumnName, string inputColumnName)[] LoadColumns(ModelLoadContext ctx)
    {
        int count = ctx.Reader.ReadInt32();
        Contracts.CheckDecode(count >= 0);
        var columns = new (string, string)[count];
        for (int i = 0; i < count; i++)
            columns[i] = (ctx.Reader.ReadString(), ctx.Reader.ReadString());
        return columns;
    }

    /// <summary>Throws where the type of an input column is not one that this works on.</summary>
    private protected virtual void CheckInputColumn(DataViewSchema inputSchema, int col, int srcCol)
    {
    }

    private void CheckInput(DataViewSchema inputSchema, int col, out int srcCol)
    {
        string name = ColumnPairs[col].inputColumnName;
        if (!inputSchema.TryGetColumnIndex(name, out srcCol))
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", name);
        CheckInputColumn(inputSchema, col, srcCol);
    }

    /// <summary>Base of the mappers of such transformers.</summary>
    private protected abstract class OneToOneMapperBase : IRowMapper
    {
        /// <summary>For each pair the index of its input column.</summary>
        protected readonly int[] SourceColumns;

        protected readonly DataViewSchema InputSchema;

        private readonly OneToOneTransformerBase _parent;
        private DataViewSchema.DetachedColumn[]? _outputColumns;

        protected OneToOneMapperBase(OneToOneTransformerBase parent, DataViewSchema inputSchema)
        {
            _parent = parent;
            InputSchema = inputSchema;
            SourceColumns = new int[parent.ColumnPairs.Length];
            for (int i = 0; i < SourceColumns.Length; i++)
                parent.CheckInput(inputSchema, i, out SourceColumns[i]);
        }

        protected IHost Host => _parent.Host;

        DataViewSchema.DetachedColumn[] IRowMapper.GetOutputColumns() => _outputColumns ??= GetOutputColumnsCore();

        Func<int, bool> IRowMapper.GetDependencies(Func<int, bool> activeOutput)
            => GetDependenciesCore(activeOutput);

        Delegate IRowMapper.CreateGetter(
            DataViewRow input, int outputIndex, Func<int, bool> activeOutput, out Action? disposer)
            => MakeGetter(input, outputIndex, activeOutput, out disposer);

        protected abstract DataViewSchema.DetachedColumn[] GetOutputColumnsCore();

        protected abstract Delegate MakeGetter(
            DataViewRow input, int iinfo, Func<int, bool> activeOutput, out Action? disposer);

        protected virtual Func<int, bool> GetDependenciesCore(Func<int, bool> activeOutput)
        {
            var active = new bool[InputSchema.Count];
            for (int i = 0; i < SourceColumns.Length; i++)
            {
                if (activeOutput(i))
                    active[SourceColumns[i]] = true;
            }

            return col => active[col];
        }
    }
}
