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

    /// <summary>The defaults of what is not set depend on the number of rows, as in the original.</summary>
    private protected TreeGrowth GrowthFor(TrainingRows rows, int classes = 1)
    {
        TOptions options = LightGbmTrainerOptions;
        BoosterParameterBase.OptionsBase booster = options.Booster;
        bool many = rows.Count > 100000;
        int leaves = options.NumberOfLeaves ?? (many ? 30 : 20);
        int minimumRows = classes > 1 ? Math.Clamp(rows.Count / leaves / classes / 10, 5, 50) : 20;
        return new TreeGrowth
        {
            Trees = options.NumberOfIterations,
            Leaves = leaves,
            LearningRate = options.LearningRate ?? (many ? 0.25 : 0.2),
            MinimumRowsPerLeaf = options.MinimumExampleCountPerLeaf ?? minimumRows,
            Bins = options.MaximumBinCountPerFeature,
            MaximumDepth = booster.MaximumTreeDepth,
            MinimumGain = booster.MinimumSplitGain,
            FeatureFraction = booster.FeatureFraction,
            RowFraction = booster.SubsampleFrequency > 0 ? booster.SubsampleFraction : 1,
            L2 = booster.L2Regularization,
            Seed = options.Seed ?? Host.Rand.Next(),
            Threads = options.NumberOfThreads,
        };
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
