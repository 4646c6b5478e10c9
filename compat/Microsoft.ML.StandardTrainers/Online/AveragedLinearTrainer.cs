using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Base of the options of trainers whose model is the average over all steps.</summary>
public abstract class AveragedLinearOptions : OnlineLinearOptions
{
    protected AveragedLinearOptions()
    {
    }

    public float LearningRate = 1;

    /// <summary>Whether the rate falls with the root of the number of rows seen.</summary>
    public bool DecreaseLearningRate;

    public float L2Regularization;

    /// <summary>Whether the model is the average over all steps, and not the last.</summary>
    public bool Averaged = true;

    internal override void Check(IExceptionContext ectx)
    {
        base.Check(ectx);
        ectx.CheckUserArg(LearningRate > 0, nameof(LearningRate), "Must be positive");
        ectx.CheckUserArg(L2Regularization is >= 0 and < 0.5f, nameof(L2Regularization), "must be in range [0, 0.5)");
    }
}

/// <summary>Base of trainers whose model is the average over all steps.</summary>
public abstract class AveragedLinearTrainer<TTransformer, TModel> : OnlineLinearTrainer<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected AveragedLinearTrainer(
        IHostEnvironment env, string name, AveragedLinearOptions options, SchemaShape.Column label)
        : base(env, name, options, label)
    {
    }

    private protected abstract IScalarLoss Loss { get; }

    private protected override OnlineState MakeState(TrainingRows rows)
        => new AveragedState(rows, (AveragedLinearOptions)OnlineLinearTrainerOptions, Loss);
}

/// <summary>
/// Gradient steps, and the average of the weights over them. As in the original, weights are not added up after each
/// step: not before the steps since the last time count for something.
/// </summary>
internal sealed class AveragedState(TrainingRows rows, AveragedLinearOptions options, IScalarLoss loss) : OnlineState(rows)
{
    private const double Tolerance = 0.01;

    private readonly float[] _total = new float[rows.FeatureCount];
    private float _totalBias;
    private double _added;
    private int _pending;
    private double _addedSteps;
    private double _pendingSteps;

    public override void Pass(int[] order)
    {
        foreach (int row in order)
        {
            Learn(row);
            _pending++;
        }

        if (options.Averaged)
            AddPending();
    }

    public override void Finish()
    {
        if (!options.Averaged)
            return;
        for (int i = 0; i < _total.Length; i++)
            Weights[i] = (float)(_total[i] / _added);
        Bias = (float)(_totalBias / _added);
    }

    private void Learn(int row)
    {
        VBuffer<float> features = Rows.Features(row);
        float output = MathUtils.Dot(Weights, in features) + Bias, label = Rows.Label(row);
        if (loss.Loss(output, label) == 0 && options.L2Regularization == 0)
            return;
        if (options.Averaged && _addedSteps * Tolerance <= _pendingSteps)
            AddPending();
        float rate = options.LearningRate;
        if (options.DecreaseLearningRate)
            rate /= MathF.Sqrt((float)_added + _pending + 1);
        float step = -rate * loss.Derivative(output, label);
        AddScaled(Weights, in features, step);
        for (int i = 0; options.L2Regularization > 0 && i < Weights.Length; i++)
            Weights[i] *= 1 - 2 * options.L2Regularization;
        Bias += step;
        _pendingSteps += Math.Abs(step);
    }

    private void AddPending()
    {
        for (int i = 0; i < _total.Length; i++)
            _total[i] += _pending * Weights[i];
        _totalBias += _pending * Bias;
        _added += _pending;
        _addedSteps += _pendingSteps;
        _pending = 0;
        _pendingSteps = 0;
    }
}
