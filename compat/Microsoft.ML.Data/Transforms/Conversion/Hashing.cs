using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Turns values into keys by hashing: nothing is learnt, different values may share a key.</summary>
public sealed class HashingEstimator : IEstimator<HashingTransformer>
{
    private const uint DefaultSeed = 314489979;

    private readonly IHost _host;
    private readonly ColumnOptions[] _columns;

    internal HashingEstimator(IHostEnvironment env, params ColumnOptions[] columns)
    {
        Contracts.CheckValue(env, nameof(env));
        _host = env.Register(nameof(HashingEstimator));
        _host.CheckNonEmpty(columns, nameof(columns));
        foreach (ColumnOptions column in columns)
        {
            _host.CheckParam(column.NumberOfBits is > 0 and < 32, "numberOfBits", "numberOfBits should be between 1 and 31 inclusive");
            _host.CheckParam(column is { Combine: false, MaximumNumberOfInverts: 0 }, nameof(columns),
                "Combining slots and keeping inverted values are not supported here");
        }
        _columns = columns;
    }

    /// <summary>What to hash, and how.</summary>
    public sealed class ColumnOptions
    {
        public ColumnOptions(string name, string? inputColumnName = null, int numberOfBits = 31, uint seed = DefaultSeed,
            bool useOrderedHashing = false, int maximumNumberOfInverts = 0, bool combine = false)
        {
            Contracts.CheckNonWhiteSpace(name, nameof(name));
            Name = name;
            InputColumnName = inputColumnName ?? name;
            NumberOfBits = numberOfBits;
            Seed = seed;
            UseOrderedHashing = useOrderedHashing;
            MaximumNumberOfInverts = maximumNumberOfInverts;
            Combine = combine;
        }

        public bool Combine { get; set; }

        public string InputColumnName { get; set; }

        public int MaximumNumberOfInverts { get; set; }

        public string Name { get; set; }

        public int NumberOfBits { get; set; }

        public uint Seed { get; set; }

        public bool UseOrderedHashing { get; set; }
    }

    public HashingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        var transformer = new HashingTransformer(_host, _columns);
        transformer.GetOutputSchema(input.Schema);
        return transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(_columns.Select(c => MakeColumn(inputSchema.Require(c.InputColumnName, _host), c.Name)));
    }

    private static SchemaShape.Column MakeColumn(SchemaShape.Column input, string name)
    {
        var annotations = new List<SchemaShape.Column>();
        annotations.Keep(input, AnnotationUtils.Kinds.SlotNames);
        return new SchemaShape.Column(name, input.Kind, NumberDataViewType.UInt32, true, new SchemaShape(annotations));
    }
}

public sealed class HashingTransformer : OneToOneTransformerBase
{
    private readonly HashingEstimator.ColumnOptions[] _options;

    internal HashingTransformer(IHostEnvironment env, HashingEstimator.ColumnOptions[] options)
        : base(env.Register(nameof(HashingTransformer)), Array.ConvertAll(options, o => (o.Name, o.InputColumnName)))
    {
        _options = options;
    }

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(HashingTransformer));
        SaveColumns(ctx);
        foreach (HashingEstimator.ColumnOptions options in _options)
        {
            ctx.Writer.Write(options.NumberOfBits);
            ctx.Writer.Write(options.Seed);
            ctx.Writer.Write(options.UseOrderedHashing);
        }
    }

    private static HashingTransformer Create(IHostEnvironment env, ModelLoadContext ctx) =>
        new(env, Array.ConvertAll(LoadColumns(ctx), pair => new HashingEstimator.ColumnOptions(pair.outputColumnName,
            pair.inputColumnName, ctx.Reader.ReadInt32(), ctx.Reader.ReadUInt32(), ctx.Reader.ReadBoolean())));

    private sealed class Mapper(HashingTransformer parent, DataViewSchema schema)
        : PairMapper(parent.Host, parent.ColumnPairs, schema)
    {
        private KeyDataViewType KeyType(int pair) => new(typeof(uint), 1UL << parent._options[pair].NumberOfBits);

        protected override DataViewType OutputType(int pair) => Inputs[pair].Type is VectorDataViewType vector
            ? new VectorDataViewType(KeyType(pair), vector.Dimensions)
            : KeyType(pair);

        protected override void Annotate(int pair, DataViewSchema.Annotations.Builder annotations) =>
            annotations.Add(Inputs[pair].Annotations, kind => kind == AnnotationUtils.Kinds.SlotNames);

        protected override Delegate MakeGetter(DataViewRow input, int pair, out Action? disposer)
        {
            disposer = null;
            return Utils.MarshalInvoke(MakeTyped<int>, Inputs[pair].Type.GetItemType().RawType, input, Inputs[pair], parent._options[pair]);
        }

        private static Delegate MakeTyped<T>(
            DataViewRow input, DataViewSchema.Column column, HashingEstimator.ColumnOptions options) where T : notnull
        {
            var hasher = new ValueHasher<T>(column.Type.GetItemType(), options.NumberOfBits, options.Seed);
            return column.Type is VectorDataViewType
                ? hasher.VectorGetter(input.GetGetter<VBuffer<T>>(column), options.UseOrderedHashing)
                : hasher.ScalarGetter(input.GetGetter<T>(column));
        }
    }
}
