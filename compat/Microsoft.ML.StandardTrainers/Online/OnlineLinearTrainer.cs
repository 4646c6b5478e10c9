using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Base of the options of trainers that learn row by row.</summary>
public abstract class OnlineLinearOptions : TrainerInputBaseWithLabel
{
    protected OnlineLinearOptions()
    {
    }

    public int NumberOfIterations = 1;

    /// <summary>Weights start within this range around 0.</summary>
    public float InitialWeightsDiameter;

    public bool Shuffle = true;

    internal virtual void Check(IExceptionContext ectx)
    {
        ectx.CheckUserArg(NumberOfIterations > 0, nameof(NumberOfIterations), "Must be positive");
        ectx.CheckUserArg(InitialWeightsDiameter >= 0, nameof(InitialWeightsDiameter), "Must be non-negative");
    }
}

/// <summary>Base of linear trainers that learn row by row.</summary>
public abstract class OnlineLinearTrainer<TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private static readonly TrainerInfo s_info = new(normalization: true, calibration: true, caching: true);

    private protected readonly OnlineLinearOptions OnlineLinearTrainerOptions;

    private protected OnlineLinearTrainer(
        IHostEnvironment env, string name, OnlineLinearOptions options, SchemaShape.Column label, SchemaShape.Column weight = default)
        : base(env.Register(name), TrainerUtils.MakeR4VecFeature(options.FeatureColumnName), label, weight)
    {
        options.Check(Host);
        OnlineLinearTrainerOptions = options;
    }

    public override TrainerInfo Info => s_info;

    /// <summary>Goes on from a model.</summary>
    public TTransformer Fit(IDataView trainData, LinearModelParameters modelParameters)
        => TrainTransformer(trainData, initialModel: modelParameters);

    private protected sealed override TModel TrainModelCore(TrainContext context)
    {
        bool shuffle = OnlineLinearTrainerOptions.Shuffle && context.TrainingSet.Data.CanShuffle;
        if (OnlineLinearTrainerOptions.Shuffle && !shuffle)
            context.Channel.Warning("Training data does not support shuffling, so ignoring request to shuffle");
        TrainingRows rows = TrainingRows.Read(context.TrainingSet);
        context.Channel.Check(rows.Count > 0, "No training examples found");
        OnlineState state = MakeState(rows);
        Start(state, (LinearModelParameters?)context.InitialModel);
        int[] order = [.. Enumerable.Range(0, rows.Count)];
        for (int i = 0; i < OnlineLinearTrainerOptions.NumberOfIterations; i++)
        {
            if (shuffle)
                Host.Rand.Shuffle(order);
            state.Pass(order);
        }

        state.Finish();
        return CreatePredictor(state.Weights, state.Bias);
    }

    private protected abstract OnlineState MakeState(TrainingRows rows);

    private protected abstract TModel CreatePredictor(float[] weights, float bias);

    private void Start(OnlineState state, LinearModelParameters? model)
    {
        float diameter = OnlineLinearTrainerOptions.InitialWeightsDiameter;
        for (int i = 0; i < state.Weights.Length; i++)
        {
            if (model != null)
                state.Weights[i] = model.Weights[i];
            else if (diameter > 0)
                state.Weights[i] = diameter * (Host.Rand.NextSingle() - 0.5f);
        }

        state.Bias = model?.Bias ?? 0;
    }
}

/// <summary>The weights of a trainer that learns row by row.</summary>
internal abstract class OnlineState(TrainingRows rows)
{
    public float[] Weights { get; } = new float[rows.FeatureCount];

    public float Bias { get; set; }

    protected TrainingRows Rows => rows;

    /// <summary>Learns from each row in turn.</summary>
    public abstract void Pass(int[] order);

    /// <summary>Makes weights and bias those of the model.</summary>
    public virtual void Finish()
    {
    }

    protected static void AddScaled(float[] target, in VBuffer<float> features, float scale)
    {
        ReadOnlySpan<float> values = features.GetValues();
        ReadOnlySpan<int> indices = features.GetIndices();
        for (int i = 0; i < values.Length; i++)
            target[features.IsDense ? i : indices[i]] += scale * values[i];
    }
}
