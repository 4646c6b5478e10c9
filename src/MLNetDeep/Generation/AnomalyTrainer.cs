using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Generation;
using MLNetDeep.Runtime;

namespace MLNetDeep;

/// <summary>Trains a model that tells anomalies, as a step of an ML.NET pipeline. Made by <c>mlContext.Deep().AnomalyDetection</c>.</summary>
public sealed class AnomalyTrainer : IEstimator<AnomalyTransformer>
{
    private readonly MLContext _context;
    private readonly GenerativeTraining _training;
    private readonly double _rate;

    internal AnomalyTrainer(MLContext context, GenerativeTraining training, double rate) => (_context, _training, _rate) = (context, training, rate);

    /// <summary>A copy of the options.</summary>
    public GenerativeTrainerOptions Options => _training.Options;

    /// <summary>Trains on these rows, and chooses the threshold on those of them that are held out for validation: the network knows the others better than it will know new ones.</summary>
    /// <param name="input">Rows that are normal, or mostly so.</param>
    public AnomalyTransformer Fit(IDataView input)
    {
        var (trained, heldOut) = _training.FitHolding(input);
        using var freed = trained;
        var steps = new GenerativeSteps(trained.Model);
        var threshold = Threshold(steps.ToDetector(0), heldOut, _rate);
        return new AnomalyTransformer(steps.ToDetector(threshold), trained.Model.Features, trained.History, threshold);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        _training.Check(inputSchema);
        return Promise(_context, inputSchema);
    }

    /// <summary>What a detector of anomalies adds.</summary>
    internal static SchemaShape Promise(MLContext ml, SchemaShape input) => ml.Transforms.CustomMapping<AnyRow, AnomalyPrediction>((_, _) => { }, null).GetOutputSchema(input);

    /// <summary>The smallest score that no more than a share of rows is above.</summary>
    /// <param name="any">A detector of any threshold, which is disposed.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="rate">The share.</param>
    internal static float Threshold(ITransformer any, IDataView rows, double rate)
    {
        using var freed = any as IDisposable;
        float[] scores = [.. any.Transform(rows).GetColumn<float>(nameof(AnomalyPrediction.Score)).Order()];
        return scores[scores.Length - 1 - (int)Math.Floor(rate * scores.Length)];
    }
}
