using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Options of a prediction engine.</summary>
public sealed class PredictionEngineOptions
{
    /// <summary>Whether members of the output class that the model does not make keep their values.</summary>
    public bool IgnoreMissingColumns = true;

    public SchemaDefinition InputSchemaDefinition = null!;

    public SchemaDefinition OutputSchemaDefinition = null!;

    /// <summary>Whether the transformer is disposed with the engine.</summary>
    public bool OwnsTransformer = true;
}

/// <summary>Base of what makes predictions for one object at a time.</summary>
public abstract class PredictionEngineBase<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly Action<TDst> _fill;
    private readonly DataViewRow _output;
    private readonly ITransformer _transformer;
    private readonly bool _ownsTransformer;
    private bool _disposed;

    private protected PredictionEngineBase(IHostEnvironment env, ITransformer transformer, PredictionEngineOptions options)
    {
        Contracts.CheckValue(env, nameof(env));
        env.CheckValue(transformer, nameof(transformer));
        _transformer = transformer;
        _ownsTransformer = options.OwnsTransformer;
        Input = new InputRow<TSrc>(
            TypedSchema.Create(typeof(TSrc), options.InputSchemaDefinition, SchemaDefinition.Direction.Read));
        env.CheckParam(transformer.IsRowToRowMapper, nameof(transformer), "Must be a row to row mapper");
        IRowToRowMapper mapper = transformer.GetRowToRowMapper(Input.Schema);
        OutputSchema = mapper.OutputSchema;
        var writer = new RowWriter<TDst>(env, OutputSchema, options.IgnoreMissingColumns, options.OutputSchemaDefinition);
        _output = mapper.GetRow(Input, OutputSchema);
        _fill = writer.CreateFiller(_output);
    }

    /// <summary>All that the model makes, members of the output class or not.</summary>
    public DataViewSchema OutputSchema { get; }

    private protected InputRow<TSrc> Input { get; }

    public TDst Predict(TSrc example)
    {
        var prediction = new TDst();
        Predict(example, ref prediction);
        return prediction;
    }

    public abstract void Predict(TSrc example, ref TDst prediction);

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _output.Dispose();
        if (_ownsTransformer)
            (_transformer as IDisposable)?.Dispose();
    }

    private protected void Fill(TDst prediction) => _fill(prediction);
}

/// <summary>Makes predictions for one object at a time. Not to be used by two threads at once.</summary>
public sealed class PredictionEngine<TSrc, TDst> : PredictionEngineBase<TSrc, TDst>
    where TSrc : class
    where TDst : class, new()
{
    internal PredictionEngine(IHostEnvironment env, ITransformer transformer, PredictionEngineOptions options)
        : base(env, transformer, options)
    {
    }

    public override void Predict(TSrc example, ref TDst prediction)
    {
        Contracts.CheckValue(example, nameof(example));
        Input.Set(example);
        prediction ??= new TDst();
        Fill(prediction);
    }
}
