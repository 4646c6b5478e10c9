using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Makes vectors of categories: learns keys, then turns keys into vectors.</summary>
public sealed class OneHotEncodingEstimator : IEstimator<OneHotEncodingTransformer>
{
    /// <summary>What becomes of a category.</summary>
    public enum OutputKind : byte
    {
        /// <summary>Counts, for vectors of categories in one vector.</summary>
        Bag = 1,

        /// <summary>A 1 at the place of the category, for vectors of categories side by side.</summary>
        Indicator = 2,

        /// <summary>The key alone.</summary>
        Key = 3,

        /// <summary>The key in binary digits.</summary>
        Binary = 4,
    }

    private readonly IHost _host;
    private readonly ValueToKeyMappingEstimator _keys;
    private readonly IEstimator<ITransformer>? _vectors;

    internal OneHotEncodingEstimator(IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns,
        OutputKind outputKind, int maximumNumberOfKeys, ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality, IDataView? keyData)
    {
        Contracts.CheckValue(env, nameof(env));
        _host = env.Register(nameof(OneHotEncodingEstimator));
        _keys = new ValueToKeyMappingEstimator(_host, columns, maximumNumberOfKeys, keyOrdinality, true, keyData);
        var own = Array.ConvertAll(columns, pair => (pair.OutputColumnName, pair.OutputColumnName));
        _vectors = outputKind switch
        {
            OutputKind.Key => null,
            OutputKind.Binary => new KeyToBinaryVectorMappingEstimator(_host, own),
            OutputKind.Bag or OutputKind.Indicator =>
                new KeyToVectorMappingEstimator(_host, own, outputKind == OutputKind.Bag),
            _ => throw _host.ExceptUserArg(nameof(outputKind), $"Unknown output kind {outputKind}"),
        };
    }

    public OneHotEncodingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        ValueToKeyMappingTransformer keys = _keys.Fit(input);
        return _vectors == null
            ? new OneHotEncodingTransformer(keys)
            : new OneHotEncodingTransformer(keys, _vectors.Fit(keys.Transform(input)));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        SchemaShape keys = _keys.GetOutputSchema(inputSchema);
        return _vectors == null ? keys : _vectors.GetOutputSchema(keys);
    }
}

/// <summary>Turns values into keys and keys into vectors.</summary>
public sealed class OneHotEncodingTransformer : ITransformer
{
    private readonly TransformerChain<ITransformer> _chain;

    internal OneHotEncodingTransformer(params ITransformer[] steps) => _chain = new TransformerChain<ITransformer>(steps);

    bool ITransformer.IsRowToRowMapper => ((ITransformer)_chain).IsRowToRowMapper;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _chain.GetOutputSchema(inputSchema);

    public IDataView Transform(IDataView input) => _chain.Transform(input);

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) =>
        ((ITransformer)_chain).GetRowToRowMapper(inputSchema);

    // As in the original, what is loaded again is the chain.
    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)_chain).Save(ctx);
}
