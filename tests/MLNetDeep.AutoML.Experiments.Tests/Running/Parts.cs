using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace.Option;
using Space = Microsoft.ML.SearchSpace.SearchSpace;

namespace MLNetDeep.AutoML.Experiments.Tests.Running;

/// <summary>A small table and stages for it: networks that train in a moment, a tree, and two that go wrong.</summary>
internal static class Parts
{
    public sealed class Row
    {
        public float A { get; set; }

        public float B { get; set; }

        public float Label { get; set; }
    }

    public sealed class Scored
    {
        public float Score { get; set; }
    }

    /// <summary>Label = 3 A - 2 B + noise.</summary>
    public static IDataView Rows(MLContext ml, int count = 200)
    {
        var random = new Random(1);
        return ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(_ =>
        {
            var row = new Row { A = random.NextSingle(), B = random.NextSingle() };
            row.Label = (3 * row.A) - (2 * row.B) + (0.05f * random.NextSingle());
            return row;
        }).ToArray());
    }

    public static SweepableEstimator Network(MLContext ml, string key, int maxEpochs = 6)
    {
        TrainerOptions options = ArchitectureRegistry.Get(key).CreateSmallOptions();
        (options.MaxEpochs, options.Patience, options.BatchSize, options.Seed, options.Threads) = (maxEpochs, 0, 16, 1, 1);
        return ml.Deep().Regression.Sweepable(key, "Label", ["A", "B"], options, new Space { ["LearningRate"] = new UniformDoubleOption(1e-3, 1e-1, true, 2e-2) });
    }

    public static SweepableEstimator Tree() => new(
        (ml, p) => ml.Regression.Trainers.FastTree("Label", "Features", numberOfLeaves: p["Leaves"].AsType<int>(), numberOfTrees: 5, minimumExampleCountPerLeaf: 5),
        new Space { ["Leaves"] = new UniformIntOption(2, 16, true, 4) });

    /// <summary>Gives the same score to every row, such as NaN.</summary>
    public static SweepableEstimator Constant(float score) => new((ml, _) => ml.Transforms.CustomMapping<Row, Scored>((_, scored) => scored.Score = score, null), []);

    public static SweepableEstimator Broken() => new((_, _) => throw new InvalidOperationException("It is broken."), []);

    public static SweepablePipeline Pipeline(MLContext ml, params SweepableEstimator[] stages) => ml.Transforms.Concatenate("Features", "A", "B").Append(stages);

    /// <summary>An experiment on train and validation rows, its pipeline set.</summary>
    public static AutoMLExperiment Experiment(MLContext ml, SweepablePipeline pipeline, int trials, RegressionMetric metric = RegressionMetric.RootMeanSquaredError)
    {
        var split = ml.Data.TrainTestSplit(Rows(ml), 0.25, seed: 1);
        return ml.Auto().CreateExperiment().SetPipeline(pipeline).SetDataset(split).SetRegressionMetric(metric).SetMaxModelToExplore(trials);
    }

    /// <summary>Takes the ways through the pipeline by turns, with the defaults of all options.</summary>
    public static Configuration ByTurns(TunerContext context) => context.Space.Draw(h => h is ChoiceHyperparameter ways ? ways.Choices[(context.Number - 1) % ways.Choices.Count] : h.Default);
}
