using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Generation;
using MLNetDeep.Inputs;

namespace MLNetDeep;

/// <summary>
/// A trained generative model as a step of an ML.NET model: adds what it tells of rows, and makes new ones. It computes with ONNX Runtime on the CPU, in batches. <c>ml.Model.Save</c> saves it whole, for an
/// application that has ML.NET and MLNetDeep.Runtime alone: <c>ml.Model.Load</c> gives the columns there, <c>ml.Model.LoadSampler</c> new rows. Many threads may use it at once; dispose it when it
/// is no longer used.
/// </summary>
public sealed class GenerativeTransformer : ITransformer, IDisposable
{
    private readonly ITransformer _steps;
    private readonly InputSpec _spec;

    internal GenerativeTransformer(GenerativeSteps steps, DeepTransformer trained)
    {
        (_steps, _spec, History) = (steps.ToChain(), trained.Model.Features, trained.History);
        Sampler = steps.Sampler();
    }

    /// <summary>What happened in training.</summary>
    public TrainingHistory History { get; }

    /// <summary>What makes new rows, decodes embeddings and writes images.</summary>
    public Sampler Sampler { get; }

    /// <inheritdoc/>
    public bool IsRowToRowMapper => true;

    /// <summary>Makes new rows; see <see cref="Sampler.Sample"/>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">The same seed gives the same rows.</param>
    /// <param name="condition">The condition; where it is null and there are some, they take turns.</param>
    /// <param name="options">How a diffusion model is sampled from; defaults when null.</param>
    public IDataView Sample(int count, int seed = 1, string? condition = null, SamplingOptions? options = null) => Sampler.Sample(count, seed, condition, options);

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        _spec.Check(inputSchema);
        return _steps.GetOutputSchema(inputSchema);
    }

    /// <inheritdoc/>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _spec.Check(input.Schema);
        return _steps.Transform(input);
    }

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => _steps.GetRowToRowMapper(inputSchema);

    /// <summary>Frees the networks, as soon as no thread uses them any more.</summary>
    public void Dispose()
    {
        Sampler.Dispose();
        (_steps as IDisposable)?.Dispose();
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)_steps).Save(ctx);
}
