using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers.FastTree;

namespace Microsoft.ML.Trainers.LightGbm;

/// <summary>Base of the trainers of gradient boosted trees, grown leaf by leaf. Here it is XGBoost that grows them.</summary>
public abstract class LightGbmTrainerBase<TOptions, TOutput, TTransformer, TModel>
    : TrainerEstimatorBaseWithGroupId<TTransformer, TModel>
    where TOptions : LightGbmTrainerBase<TOptions, TOutput, TTransformer, TModel>.OptionsBase, new()
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private static readonly TrainerInfo s_info = new(normalization: false, calibration: false, caching: false);

    private protected readonly TOptions LightGbmTrainerOptions;

    private protected LightGbmTrainerBase(IHostEnvironment env, string name, TOptions options, SchemaShape.Column label)
        : base(
            env.Register(name),
            TrainerUtils.MakeR4VecFeature(options.FeatureColumnName),
            label,
            TrainerUtils.MakeR4ScalarWeightColumn(options.ExampleWeightColumnName),
            TrainerUtils.MakeU4ScalarColumn(options.RowGroupColumnName))
    {
        Host.CheckUserArg(options.NumberOfIterations >= 0, nameof(options.NumberOfIterations), "must be >= 0.");
        Host.CheckUserArg(
            options.MaximumBinCountPerFeature > 0, nameof(options.MaximumBinCountPerFeature), "must be > 0.");
        LightGbmTrainerOptions = options;
    }

    public override TrainerInfo Info => s_info;

    private protected sealed override TModel TrainModelCore(TrainContext context)
    {
        TrainingRows rows = TrainingRows.Read(context.TrainingSet, keepMissingFeatures: true);
        context.Channel.Check(rows.Count > 0, "Training set has 0 instances, aborting training.");
        return Train(rows, context.TrainingSet);
    }

    private protected abstract TModel Train(TrainingRows rows, TrainingView view);

    /// <summary>The trees of an objective of XGBoost's, in the order in which they were grown.</summary>
    private protected List<(int Output, RegressionTree Tree)> Boost(
        TrainingRows rows, string objective, params (string Name, object Value)[] more)
    {
        using var xgboost = new XGBoostTrees(rows, [("objective", objective), .. Parameters(rows, objective), .. more]);
        for (int i = 0; i < LightGbmTrainerOptions.NumberOfIterations; i++)
            xgboost.Update();
        return xgboost.ReadAll();
    }

    /// <summary>The defaults of what is not set depend on the number of rows, as in the original.</summary>
    private IEnumerable<(string, object)> Parameters(TrainingRows rows, string objective)
    {
        TOptions options = LightGbmTrainerOptions;
        BoosterParameterBase.OptionsBase booster = options.Booster;
        bool many = rows.Count > 100000;
        // XGBoost knows no least number of rows in a leaf, but with a squared loss each row weighs 1.
        double minimumWeight = objective == "reg:squarederror"
            ? Math.Max(booster.MinimumChildWeight, options.MinimumExampleCountPerLeaf ?? Math.Min(20, Math.Max(1, rows.Count / 50)))
            : booster.MinimumChildWeight;
        return
        [
            ("tree_method", "hist"),
            ("grow_policy", "lossguide"),
            ("max_leaves", options.NumberOfLeaves ?? (many ? 30 : 20)),
            ("eta", options.LearningRate ?? (many ? 0.25 : 0.2)),
            ("max_depth", booster.MaximumTreeDepth),
            ("max_bin", options.MaximumBinCountPerFeature + 1),
            ("min_child_weight", minimumWeight),
            ("gamma", booster.MinimumSplitGain),
            ("lambda", booster.L2Regularization),
            ("alpha", booster.L1Regularization),
            ("subsample", booster.SubsampleFrequency > 0 ? booster.SubsampleFraction : 1),
            ("colsample_bytree", booster.FeatureFraction),
            ("seed", options.Seed ?? Host.Rand.Next()),
            ("nthread", options.NumberOfThreads ?? Environment.ProcessorCount),
        ];
    }

    /// <summary>Base of the options of such trainers.</summary>
    public class OptionsBase : TrainerInputBaseWithGroupId
    {
        private protected OptionsBase()
        {
        }

        /// <summary>The number of trees, for each class where there are several.</summary>
        public int NumberOfIterations = 100;

        /// <summary>Null for one that suits the number of rows.</summary>
        public double? LearningRate;

        /// <summary>The most leaves in a tree; null for what suits the number of rows.</summary>
        public int? NumberOfLeaves;

        /// <summary>The fewest rows in a leaf; null for what suits the number of rows.</summary>
        public int? MinimumExampleCountPerLeaf;

        public int MaximumBinCountPerFeature = 255;

        /// <summary>Null for all processors.</summary>
        public int? NumberOfThreads;

        /// <summary>Null to draw one from the context.</summary>
        public int? Seed;

        /// <summary>How to boost.</summary>
        public BoosterParameterBase.OptionsBase Booster { get; set; } = new GradientBooster.Options();
    }
}
