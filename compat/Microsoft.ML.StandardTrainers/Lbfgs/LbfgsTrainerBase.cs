using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Base of linear trainers by L-BFGS.</summary>
public abstract class LbfgsTrainerBase<TOptions, TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
    where TOptions : LbfgsTrainerBase<TOptions, TTransformer, TModel>.OptionsBase, new()
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private static readonly TrainerInfo s_info = new(normalization: true, calibration: false, caching: true);

    private protected readonly TOptions LbfgsTrainerOptions;

    internal LbfgsTrainerBase(IHostEnvironment env, TOptions options, SchemaShape.Column labelColumn)
        : base(
            env.Register(typeof(TTransformer).Name.Split('`')[0]),
            TrainerUtils.MakeR4VecFeature(options.FeatureColumnName),
            labelColumn,
            TrainerUtils.MakeR4ScalarWeightColumn(options.ExampleWeightColumnName))
    {
        options.Check(Host);
        LbfgsTrainerOptions = options;
    }

    public override TrainerInfo Info => s_info;

    private protected abstract int OutputCount(TrainingView view);

    private protected abstract LbfgsObjective MakeObjective(TrainingRows rows, int outputs, double l2, int threads);

    private protected abstract TModel CreatePredictor(float[][] weights, float[] biases);

    /// <summary>The parameters of a model to start from.</summary>
    private protected abstract double[] ParametersOf(object model);

    private protected sealed override TModel TrainModelCore(TrainContext context)
    {
        TrainingRows rows = TrainingRows.Read(context.TrainingSet);
        if (rows.Skipped > 0)
        {
            context.Channel.Warning(
                $"Skipped {rows.Skipped} instances with missing features, label or weight during training");
        }

        context.Channel.Check(rows.Count > 0, "No valid training instances found, all instances have missing features.");
        int outputs = OutputCount(context.TrainingSet);
        double[] parameters = Minimize(rows, outputs, context.InitialModel);
        int features = rows.FeatureCount;
        float[] values = Array.ConvertAll(parameters, p => (float)p);
        var weights = new float[outputs][];
        for (int i = 0; i < outputs; i++)
            weights[i] = values[(outputs + i * features)..(outputs + (i + 1) * features)];
        return CreatePredictor(weights, values[..outputs]);
    }

    private double[] Minimize(TrainingRows rows, int outputs, object? initialModel)
    {
        TOptions options = LbfgsTrainerOptions;
        LbfgsObjective objective = MakeObjective(
            rows, outputs, options.L2Regularization, options.NumberOfThreads ?? Environment.ProcessorCount);
        double[] start = initialModel != null ? ParametersOf(initialModel) : StartingPoint(objective.ParameterCount, outputs);
        var optimizer = new LbfgsOptimizer(
            options.HistorySize,
            options.OptimizationTolerance,
            options.MaximumNumberOfIterations,
            options.L1Regularization,
            outputs,
            options.EnforceNonNegativity);
        return optimizer.Minimize(objective.Evaluate, start);
    }

    private double[] StartingPoint(int count, int outputs)
    {
        var start = new double[count];
        double diameter = LbfgsTrainerOptions.InitialWeightsDiameter;
        if (diameter > 0)
        {
            for (int i = outputs; i < count; i++)
                start[i] = diameter * (Host.Rand.NextDouble() - 0.5);
        }

        return start;
    }

    /// <summary>Base of the options of such trainers.</summary>
    public abstract class OptionsBase : TrainerInputBaseWithWeight
    {
        protected OptionsBase()
        {
        }

        public float L2Regularization = 1;

        public float L1Regularization = 1;

        /// <summary>Training ends where the loss improves by less than this share of itself.</summary>
        public float OptimizationTolerance = 1e-7f;

        /// <summary>How many steps are remembered.</summary>
        public int HistorySize = 20;

        public int MaximumNumberOfIterations = int.MaxValue;

        /// <summary>Weights start within this range around 0.</summary>
        public float InitialWeightsDiameter;

        /// <summary>Null for all processors.</summary>
        public int? NumberOfThreads;

        public bool EnforceNonNegativity;

        internal void Check(IExceptionContext ectx)
        {
            ectx.CheckUserArg(L2Regularization >= 0, nameof(L2Regularization), "Must be non-negative");
            ectx.CheckUserArg(L1Regularization >= 0, nameof(L1Regularization), "Must be non-negative");
            ectx.CheckUserArg(OptimizationTolerance > 0, nameof(OptimizationTolerance), "Must be positive");
            ectx.CheckUserArg(HistorySize > 0, nameof(HistorySize), "Must be positive");
            ectx.CheckUserArg(MaximumNumberOfIterations > 0, nameof(MaximumNumberOfIterations), "Must be positive");
            ectx.CheckUserArg(InitialWeightsDiameter >= 0, nameof(InitialWeightsDiameter), "Must be non-negative");
            ectx.CheckUserArg(NumberOfThreads is null or > 0, nameof(NumberOfThreads), "Must be positive");
        }
    }
}
