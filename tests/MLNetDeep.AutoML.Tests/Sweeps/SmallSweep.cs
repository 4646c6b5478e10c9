using Microsoft.ML;
using MLNetDeep.AutoML.Tests.Comparisons;

namespace MLNetDeep.AutoML.Tests.Sweeps;

/// <summary>Sweeps over a small table that end within a second or two.</summary>
internal static class SmallSweep
{
    public static MLContext Ml { get; } = new(1);

    /// <summary>A sweep by accuracy over the features A and B.</summary>
    public static Sweep Binary(params Contender[] contenders) => Ml.Deep().Sweep(Task).Over(contenders).WithFeatures("A", "B").WithValidation(SweepValidation.HoldOut()).WithEnsemble(1).WithTuner(Tuner.Random());

    public static PredictionTask Task { get; } = PredictionTask.Binary(nameof(ComparedRow.IsLarge));

    public static IDataView Rows(int count = 200, double noise = 0.3) => ComparedRow.Load(Ml, count, noise);

    public static Contender Boosting(PredictionTask? task = null) => Contender.Classical(task ?? Task, "lightgbm").WithSpace(new SearchSpace(
    [
        new IntegerHyperparameter("Iterations", 2, 20) { Default = 5 },
        new IntegerHyperparameter("Leaves", 2, 8) { Default = 4 },
    ]));

    public static Contender Linear(PredictionTask? task = null) => Contender.Classical(task ?? Task, "lbfgs");

    /// <summary>A network that trains for a few epochs.</summary>
    public static Contender Network(int epochs = 3) => Contender.Deep("mlp", options => ((MlpOptions)options).MaxEpochs = epochs).WithSpace(new SearchSpace([new ChoiceHyperparameter("Width", [16, 32])]));

    /// <summary>A pipeline of the user's own that does what it is told.</summary>
    public static Contender Own(string key, Func<TrialContext, IEstimator<ITransformer>> create) => Contender.Of(key, null, create);

    /// <summary>The first trial of a contender.</summary>
    public static Trial Of(this SweepResult result, string key) => result.Trials.First(t => t.Configuration["contender"].Equals(key));
}
