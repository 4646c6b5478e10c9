using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace.Option;
using MicrosoftSpace = Microsoft.ML.SearchSpace.SearchSpace;

namespace MLNetDeep.AutoML.Experiments.Tests.Docs;

/// <summary>The code that docs/automl-experiments.md shows, compiled.</summary>
internal static class ExperimentSnippets
{
    public static async Task Experiment(IDataView table, ITuner tuner, IPruner pruner, CancellationToken cancel)
    {
        #region automl-experiment
        var ml = new MLContext(seed: 1);
        SweepableEstimator mlp = ml.Deep().MulticlassClassification.Sweepable("mlp", "Label");
        SweepableEstimator tabm = ml.Deep().MulticlassClassification.Sweepable("tabm", "Label");

        var trials = new ExperimentTrials();
        TrialResult best = await ml.Auto().CreateExperiment()
            .SetPipeline(ml.Transforms.Conversion.MapValueToKey("Label").Append(mlp, tabm))
            .SetDataset(ml.Data.TrainTestSplit(table, testFraction: 0.2))
            .SetMulticlassClassificationMetric(MulticlassClassificationMetric.MicroAccuracy, "Label")
            .SetDeepTuner(tuner, trials)
            .SetDeepTrialRunner(trials, pruner)
            .SetTrainingTimeInSeconds(600)
            .RunAsync(cancel);

        foreach (Trial trial in trials.All)
            Console.WriteLine($"{trial.Number} {trial.State} {trial.Configuration} {trial.Reason}");
        ml.Model.Save(best.Model, table.Schema, "best.zip");
        #endregion
    }

    public static SweepableEstimator Space(MLContext ml)
    {
        #region automl-space
        var defaults = new MlpOptions { MaxEpochs = 20, Patience = 5 };
        MicrosoftSpace space = DeepSearchSpace.Of("mlp", defaults);
        space["LearningRate"] = new UniformDoubleOption(1e-4, 3e-3, logBase: true, defaultValue: 1e-3);
        space["Normalization"] = new ChoiceOption("None", "Batch", "Layer");
        SweepableEstimator network = ml.Deep().Regression.Sweepable("mlp", "Price", defaults: defaults, space: space);
        #endregion
        return network;
    }
}
