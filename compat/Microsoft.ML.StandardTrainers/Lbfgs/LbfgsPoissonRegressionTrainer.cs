using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Poisson regression by L-BFGS.</summary>
public sealed class LbfgsPoissonRegressionTrainer
    : LbfgsTrainerBase<
        LbfgsPoissonRegressionTrainer.Options,
        RegressionPredictionTransformer<PoissonRegressionModelParameters>,
        PoissonRegressionModelParameters>
{
    internal LbfgsPoissonRegressionTrainer(IHostEnvironment env, Options options)
        : base(env, options, TrainerUtils.MakeR4ScalarColumn(options.LabelColumnName))
    {
    }

    /// <summary>Goes on from a model.</summary>
    public RegressionPredictionTransformer<PoissonRegressionModelParameters> Fit(
        IDataView trainData, LinearModelParameters linearModel)
        => TrainTransformer(trainData, initialModel: linearModel);

    private protected override SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema)
        => TrainerUtils.RegressionOutput();

    private protected override int OutputCount(TrainingView view) => 1;

    private protected override LbfgsObjective MakeObjective(TrainingRows rows, int outputs, double l2, int threads)
        => new PoissonObjective(rows, l2, threads);

    private protected override PoissonRegressionModelParameters CreatePredictor(float[][] weights, float[] biases)
        => new(Host, weights[0], biases[0]);

    private protected override double[] ParametersOf(object model) => ((LinearModelParameters)model).ToParameters();

    private protected override RegressionPredictionTransformer<PoissonRegressionModelParameters> MakeTransformer(
        PoissonRegressionModelParameters model, DataViewSchema trainSchema)
        => new(Host, model, trainSchema[FeatureColumn.Name].Type, FeatureColumn.Name);

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : OptionsBase
    {
    }
}
