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
        return new AnomalyTransformer(steps, trained, Threshold(steps, heldOut));
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        _training.Check(inputSchema);
        return _context.Transforms.CustomMapping<AnyRow, AnomalyPrediction>((_, _) => { }, null).GetOutputSchema(inputSchema);
    }

    // The smallest error that no more than the asked-for share of rows is above.
    private float Threshold(GenerativeSteps steps, IDataView rows)
    {
        var any = steps.ToDetector(0);
        using var freed = any as IDisposable;
        float[] errors = [.. any.Transform(rows).GetColumn<float>(nameof(AnomalyPrediction.Score)).Order()];
        return errors[errors.Length - 1 - (int)Math.Floor(_rate * errors.Length)];
    }
}
