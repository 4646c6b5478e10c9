using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Makes columns by an action of one's own.</summary>
public sealed class CustomMappingTransformer<TSrc, TDst> : ITransformer
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly IHost _host;
    private readonly Action<TSrc, TDst> _mapAction;
    private readonly string? _contractName;
    private readonly SchemaDefinition? _inputDefinition;

    internal CustomMappingTransformer(IHostEnvironment env, Action<TSrc, TDst> mapAction, string? contractName,
        SchemaDefinition? inputSchemaDefinition = null, SchemaDefinition? outputSchemaDefinition = null)
    {
        Contracts.CheckValue(env, nameof(env));
        _host = env.Register("CustomMappingTransformer");
        _host.CheckValue(mapAction, nameof(mapAction));
        _mapAction = mapAction;
        _contractName = contractName;
        _inputDefinition = inputSchemaDefinition;
        Input = TypedSchema.Create(typeof(TSrc), inputSchemaDefinition, SchemaDefinition.Direction.Write);
        Output = TypedSchema.Create(typeof(TDst), outputSchemaDefinition, SchemaDefinition.Direction.Read);
    }

    internal TypedSchema Input { get; }

    internal TypedSchema Output { get; }

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return new RowMapperBinding(_host, inputSchema, new Mapper(this, inputSchema)).OutputSchema;
    }

    public IDataView Transform(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        return new MapperDataView(_host, input, new Mapper(this, input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return new RowMapperBinding(_host, inputSchema, new Mapper(this, inputSchema));
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        _host.CheckValue(ctx, nameof(ctx));
        if (string.IsNullOrEmpty(_contractName))
            throw _host.Except("Empty contract name for a transform: the transform cannot be saved");
        CustomMappingLoader.Save(ctx, _contractName, _mapAction.Method);
    }

    private sealed class Mapper : IRowMapper
    {
        private readonly CustomMappingTransformer<TSrc, TDst> _parent;
        private readonly RowWriter<TSrc> _source;

        internal Mapper(CustomMappingTransformer<TSrc, TDst> parent, DataViewSchema schema)
        {
            _parent = parent;
            parent.Input.Check(SchemaShape.Create(schema), parent._host);
            _source = new RowWriter<TSrc>(parent._host, schema, false, parent._inputDefinition);
        }

        public DataViewSchema.DetachedColumn[] GetOutputColumns() =>
            [.. _parent.Output.Schema.Select(column => new DataViewSchema.DetachedColumn(column))];

        // The action sees whole objects: any output needs all of the inputs.
        public Func<int, bool> GetDependencies(Func<int, bool> activeOutput)
        {
            if (!Enumerable.Range(0, _parent.Output.Columns.Length).Any(activeOutput))
                return _ => false;
            HashSet<int> indices = [.. _source.Columns.Select(column => column.Index)];
            return indices.Contains;
        }

        public Delegate CreateGetter(DataViewRow input, int outputIndex, Func<int, bool> activeOutput, out Action? disposer) =>
            CreateGetters(input, index => index == outputIndex, out disposer)[outputIndex]!;

        public Delegate?[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action? disposer)
        {
            disposer = null;
            var getters = new Delegate?[_parent.Output.Columns.Length];
            if (!Enumerable.Range(0, getters.Length).Any(activeOutput))
                return getters;
            Func<TDst> current = OncePerRow(input);
            var reader = new RowReader<TDst>(_parent.Output, current);
            foreach (DataViewSchema.Column column in _parent.Output.Schema)
            {
                if (activeOutput(column.Index))
                    getters[column.Index] = Utils.MarshalInvoke(GetterOf<int>, column.Type.RawType, reader, column);
            }
            return getters;
        }

        private static Delegate GetterOf<T>(RowReader<TDst> reader, DataViewSchema.Column column) => reader.GetGetter<T>(column);

        // One pair of objects for all rows of a cursor, as in the original: an action that leaves a member alone
        // finds there what an earlier row put in.
        private Func<TDst> OncePerRow(DataViewRow input)
        {
            var source = new TSrc();
            var destination = new TDst();
            Action<TSrc> fill = _source.CreateFiller(input);
            long mapped = -1;
            return () =>
            {
                if (mapped != input.Position)
                {
                    fill(source);
                    _parent._mapAction(source, destination);
                    mapped = input.Position;
                }
                return destination;
            };
        }
    }
}
