using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Clustering.</summary>
public sealed class ClusteringCatalog : TrainCatalogBase
{
    internal ClusteringCatalog(IHostEnvironment env) : base(env, nameof(ClusteringCatalog))
        => Trainers = new ClusteringTrainers(this);

    public ClusteringTrainers Trainers { get; }

    /// <summary>Judges scored data; with labels and features by more metrics.</summary>
    public ClusteringMetrics Evaluate(
        IDataView data,
        string? labelColumnName = null,
        string scoreColumnName = DefaultColumnNames.Score,
        string? featureColumnName = null)
    {
        Environment.CheckValue(data, nameof(data));
        Environment.CheckNonEmpty(scoreColumnName, nameof(scoreColumnName));
        return ClusteringEvaluator.Evaluate(data, labelColumnName, scoreColumnName, featureColumnName);
    }

    public IReadOnlyList<CrossValidationResult<ClusteringMetrics>> CrossValidate(
        IDataView data,
        IEstimator<ITransformer> estimator,
        int numberOfFolds = 5,
        string? labelColumnName = null,
        string? featuresColumnName = null,
        string? samplingKeyColumnName = null,
        int? seed = null)
        => CrossValidateTrain(
            data,
            estimator,
            numberOfFolds,
            samplingKeyColumnName,
            seed,
            scored => Evaluate(scored, labelColumnName, DefaultColumnNames.Score, featuresColumnName));

    public sealed class ClusteringTrainers : CatalogInstantiatorBase
    {
        internal ClusteringTrainers(ClusteringCatalog catalog) : base(catalog)
        {
        }
    }
}
