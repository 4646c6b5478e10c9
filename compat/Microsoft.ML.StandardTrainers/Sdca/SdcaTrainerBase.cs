using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Base of trainers that pass over the rows many times.</summary>
public abstract class StochasticTrainerBase<TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private static readonly TrainerInfo s_info = new(normalization: true, calibration: false, caching: true);

    public StochasticTrainerBase(
        IHost host, SchemaShape.Column feature, SchemaShape.Column label, SchemaShape.Column weight = default)
        : base(host, feature, label, weight)
    {
    }

    public override TrainerInfo Info => s_info;
}

/// <summary>Base of trainers by stochastic dual coordinate ascent.</summary>
public abstract class SdcaTrainerBase<TOptions, TTransformer, TModel> : StochasticTrainerBase<TTransformer, TModel>
    where TOptions : SdcaTrainerBase<TOptions, TTransformer, TModel>.OptionsBase, new()
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private const int MostIterations = 500000;

    private protected readonly TOptions SdcaTrainerOptions;

    internal SdcaTrainerBase(IHostEnvironment env, TOptions options, SchemaShape.Column label)
        : base(
            env.Register("SdcaTrainerBase"),
            TrainerUtils.MakeR4VecFeature(options.FeatureColumnName),
            label,
            TrainerUtils.MakeR4ScalarWeightColumn(options.ExampleWeightColumnName))
    {
        options.Check(Host);
        SdcaTrainerOptions = options;
    }

    private protected sealed override TModel TrainModelCore(TrainContext context)
    {
        TrainingRows rows = TrainingRows.Read(context.TrainingSet);
        if (rows.Skipped > 0)
            context.Channel.Warning($"Skipped {rows.Skipped} instances with missing features/label during training");
        context.Channel.Check(rows.Count > 0, "Training set has 0 instances, aborting training.");
        SdcaProblem problem = MakeProblem(rows, context.TrainingSet, SettingsFor(rows));
        (float[][] weights, float[] biases) =
            problem.Solve(SdcaTrainerOptions.Shuffle ? new Random(Host.Rand.Next()) : null);
        return CreatePredictor(weights, biases);
    }

    private protected abstract SdcaProblem MakeProblem(TrainingRows rows, TrainingView view, SdcaSettings settings);

    private protected abstract TModel CreatePredictor(float[][] weights, float[] biases);

    /// <summary>A regularization that lets so many passes come near the optimum.</summary>
    private protected virtual float DefaultL2(int iterations, int rows)
        => Math.Max(1e-6f, 20f / ((float)Math.Max(2, iterations / 2) * rows));

    private SdcaSettings SettingsFor(TrainingRows rows)
    {
        TOptions options = SdcaTrainerOptions;
        int iterations = options.MaximumNumberOfIterations ?? Math.Max(2, Math.Max(1, MostIterations / rows.Count) * 3);
        float l1 = options.L1Regularization ?? rows.FeatureCount switch
        {
            < 100 => 0,
            < 1000 => 0.25f,
            < 10000 => 0.5f,
            _ => 1,
        };
        int frequency = options.ConvergenceCheckFrequency ?? 1;
        return new SdcaSettings(
            options.L2Regularization ?? DefaultL2(iterations, rows.Count),
            l1,
            options.BiasLearningRate,
            iterations,
            options.ConvergenceTolerance,
            frequency > 0 ? frequency : int.MaxValue);
    }

    /// <summary>Base of the options of such trainers.</summary>
    public abstract class OptionsBase : TrainerInputBaseWithWeight
    {
        private protected OptionsBase()
        {
        }

        /// <summary>Null for what suits the number of rows.</summary>
        public float? L2Regularization;

        /// <summary>Weights below this are 0; null for what suits the number of features.</summary>
        public float? L1Regularization;

        /// <summary>Taken as 1: rows are visited one after the other, so that the same seed gives the same model.</summary>
        public int? NumberOfThreads;

        /// <summary>Training ends where the gap between primal and dual loss is less than this share of the loss.</summary>
        public float ConvergenceTolerance = 0.1f;

        /// <summary>Null for what suits the number of rows.</summary>
        public int? MaximumNumberOfIterations;

        public bool Shuffle = true;

        /// <summary>After how many passes to look whether it is the end; null for each.</summary>
        public int? ConvergenceCheckFrequency;

        /// <summary>How fast the bias gets free of the regularization; 0 for a bias that is regularized.</summary>
        public float BiasLearningRate;

        internal void Check(IExceptionContext ectx)
        {
            ectx.CheckUserArg(
                L2Regularization is null or >= 0, nameof(L2Regularization), "L2 constant must be non-negative.");
            ectx.CheckUserArg(
                L1Regularization is null or >= 0, nameof(L1Regularization), "L1 threshold must be non-negative.");
            ectx.CheckUserArg(
                MaximumNumberOfIterations is null or > 0,
                nameof(MaximumNumberOfIterations),
                "Max number of iterations must be positive.");
            ectx.CheckUserArg(
                ConvergenceTolerance is > 0 and <= 1,
                nameof(ConvergenceTolerance),
                "Convergence tolerance must be positive and no larger than 1.");
            if (L2Regularization < 1e-9f)
                L2Regularization = 1e-9f;
        }
    }
}
