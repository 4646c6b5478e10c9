using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Scores rows by a binary classifier.</summary>
public sealed class BinaryPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    internal BinaryPredictionTransformer(
        IHostEnvironment env,
        TModel model,
        DataViewType featureType,
        string featureColumn,
        float threshold = 0,
        string thresholdColumn = DefaultColumnNames.Score)
        : base(env.Register(nameof(BinaryPredictionTransformer)), model, featureType, featureColumn)
    {
        Threshold = threshold;
        ThresholdColumn = thresholdColumn;
    }

    internal BinaryPredictionTransformer(IHostEnvironment env, ModelLoadContext ctx, TModel model)
        : base(env.Register(nameof(BinaryPredictionTransformer)), ctx, model)
    {
        Threshold = ctx.Reader.ReadSingle();
        ThresholdColumn = ctx.Reader.ReadString();
    }

    internal float Threshold { get; }

    internal string ThresholdColumn { get; }

    /// <summary>The same model with another threshold on its scores.</summary>
    internal BinaryPredictionTransformer<TModel> WithThreshold(float threshold)
        => new(Host, Model, FeatureColumnType, FeatureColumnName, threshold, ThresholdColumn);

    private protected override IRowMapper MakeRowMapper(DataViewSchema inputSchema, int featureColumn)
        => new BinaryScoreMapper(inputSchema, featureColumn, (IFeatureMapper<float>)Model, Threshold, ThresholdColumn);

    private protected override void SaveMore(ModelSaveContext ctx)
    {
        ctx.Writer.Write(Threshold);
        ctx.Writer.Write(ThresholdColumn);
    }
}

/// <summary>Scores rows by a classifier of several classes.</summary>
public sealed class MulticlassPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    private readonly LabelNames? _names;

    internal MulticlassPredictionTransformer(
        IHostEnvironment env, TModel model, DataViewSchema trainSchema, string featureColumn, string labelColumn)
        : base(env.Register(nameof(MulticlassPredictionTransformer)), model, trainSchema[featureColumn].Type, featureColumn)
        => _names = LabelNames.Of(trainSchema[labelColumn], ((IMulticlassMapper)model).ClassCount);

    internal MulticlassPredictionTransformer(IHostEnvironment env, ModelLoadContext ctx, TModel model)
        : base(env.Register(nameof(MulticlassPredictionTransformer)), ctx, model)
        => _names = LabelNames.Load(ctx);

    private protected override IRowMapper MakeRowMapper(DataViewSchema inputSchema, int featureColumn)
        => new MulticlassScoreMapper(inputSchema, featureColumn, (IMulticlassMapper)Model, _names,
            AnnotationUtils.Const.ScoreColumnKind.MulticlassClassification);

    private protected override void SaveMore(ModelSaveContext ctx) => LabelNames.Save(ctx, _names);
}

/// <summary>Scores rows by a regression model.</summary>
public sealed class RegressionPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    internal RegressionPredictionTransformer(IHostEnvironment env, TModel model, DataViewType featureType, string featureColumn)
        : base(env.Register(nameof(RegressionPredictionTransformer)), model, featureType, featureColumn)
    {
    }

    internal RegressionPredictionTransformer(IHostEnvironment env, ModelLoadContext ctx, TModel model)
        : base(env.Register(nameof(RegressionPredictionTransformer)), ctx, model)
    {
    }

    private protected override IRowMapper MakeRowMapper(DataViewSchema inputSchema, int featureColumn)
        => new SingleScoreMapper(inputSchema, featureColumn, (IFeatureMapper<float>)Model,
            AnnotationUtils.Const.ScoreColumnKind.Regression);
}

/// <summary>Scores rows by a ranking model.</summary>
public sealed class RankingPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    internal RankingPredictionTransformer(IHostEnvironment env, TModel model, DataViewType featureType, string featureColumn)
        : base(env.Register(nameof(RankingPredictionTransformer)), model, featureType, featureColumn)
    {
    }

    internal RankingPredictionTransformer(IHostEnvironment env, ModelLoadContext ctx, TModel model)
        : base(env.Register(nameof(RankingPredictionTransformer)), ctx, model)
    {
    }

    private protected override IRowMapper MakeRowMapper(DataViewSchema inputSchema, int featureColumn)
        => new SingleScoreMapper(inputSchema, featureColumn, (IFeatureMapper<float>)Model,
            AnnotationUtils.Const.ScoreColumnKind.Ranking);
}
