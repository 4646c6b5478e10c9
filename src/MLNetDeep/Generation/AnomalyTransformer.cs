using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Inputs;

namespace MLNetDeep;

/// <summary>
/// A trained detector of anomalies as a step of an ML.NET model: adds Score (the reconstruction error of an autoencoder, the anomaly score of an isolation forest) and PredictedLabel, whether it is above the threshold. <c>ml.Model.Save</c> saves it, for an application
/// that has ML.NET and MLNetDeep.Runtime alone. Many threads may score with it at once; dispose it when it is no longer used.
/// </summary>
public sealed class AnomalyTransformer : ITransformer, IDisposable
{
    private readonly ITransformer _steps;
    private readonly InputSpec _spec;

    internal AnomalyTransformer(ITransformer steps, InputSpec spec, TrainingHistory history, float threshold) => (_steps, _spec, History, Threshold) = (steps, spec, history, threshold);

    /// <summary>What happened in training; an isolation forest has no epochs.</summary>
    public TrainingHistory History { get; }

    /// <summary>The score above which a row is an anomaly.</summary>
    public float Threshold { get; }

    /// <inheritdoc/>
    public bool IsRowToRowMapper => true;

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

    /// <summary>Frees the network, as soon as no thread scores with it any more.</summary>
    public void Dispose() => (_steps as IDisposable)?.Dispose();

    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)_steps).Save(ctx);
}
