using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Ranking.</summary>
public sealed class RankingCatalog : TrainCatalogBase
{
    internal RankingCatalog(IHostEnvironment env) : base(env, nameof(RankingCatalog))
        => Trainers = new RankingTrainers(this);

    public RankingTrainers Trainers { get; }

    /// <summary>Judges scored data.</summary>
    public RankingMetrics Evaluate(
        IDataView data,
        string labelColumnName = DefaultColumnNames.Label,
        string rowGroupColumnName = DefaultColumnNames.GroupId,
        string scoreColumnName = DefaultColumnNames.Score)
        => Evaluate(data, new RankingEvaluatorOptions(), labelColumnName, rowGroupColumnName, scoreColumnName);

    public RankingMetrics Evaluate(
        IDataView data,
        RankingEvaluatorOptions options,
        string labelColumnName = DefaultColumnNames.Label,
        string rowGroupColumnName = DefaultColumnNames.GroupId,
        string scoreColumnName = DefaultColumnNames.Score)
    {
        Environment.CheckValue(data, nameof(data));
        Environment.CheckValue(options, nameof(options));
        Environment.CheckNonEmpty(labelColumnName, nameof(labelColumnName));
        Environment.CheckNonEmpty(scoreColumnName, nameof(scoreColumnName));
        Environment.CheckNonEmpty(rowGroupColumnName, nameof(rowGroupColumnName));
        return RankingEvaluator.Evaluate(data, options, labelColumnName, rowGroupColumnName, scoreColumnName);
    }

    /// <summary>Groups are never split.</summary>
    public IReadOnlyList<CrossValidationResult<RankingMetrics>> CrossValidate(
        IDataView data,
        IEstimator<ITransformer> estimator,
        int numberOfFolds = 5,
        string labelColumnName = DefaultColumnNames.Label,
        string rowGroupColumnName = DefaultColumnNames.GroupId,
        int? seed = null)
    {
        Environment.CheckNonEmpty(labelColumnName, nameof(labelColumnName));
        Environment.CheckNonEmpty(rowGroupColumnName, nameof(rowGroupColumnName));
        return CrossValidateTrain(
            data,
            estimator,
            numberOfFolds,
            rowGroupColumnName,
            seed,
            scored => Evaluate(scored, labelColumnName, rowGroupColumnName));
    }

    public sealed class RankingTrainers : CatalogInstantiatorBase
    {
        internal RankingTrainers(RankingCatalog catalog) : base(catalog)
        {
        }
    }
}
