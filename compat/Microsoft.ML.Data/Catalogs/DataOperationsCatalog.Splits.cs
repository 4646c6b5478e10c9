using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    // Without any seed a split is the same each time too, as in ML.NET.
    private const int DefaultSeed = 42;

    /// <summary>The two sides of a split.</summary>
    public struct TrainTestData
    {
        public readonly IDataView TrainSet;

        public readonly IDataView TestSet;

        internal TrainTestData(IDataView trainSet, IDataView testSet)
        {
            TrainSet = trainSet;
            TestSet = testSet;
        }
    }

    public TrainTestData TrainTestSplit(
        IDataView data, double testFraction = 0.1, string? samplingKeyColumnName = null, int? seed = null)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckParam(0 < testFraction && testFraction < 1, nameof(testFraction),
            "Must be between 0 and 1 exclusive");
        return Splitter(data, samplingKeyColumnName, seed)(new Interval(0, testFraction, true));
    }

    public IReadOnlyList<TrainTestData> CrossValidationSplit(
        IDataView data, int numberOfFolds = 5, string? samplingKeyColumnName = null, int? seed = null)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckParam(numberOfFolds > 1, nameof(numberOfFolds), "Must be more than 1");
        Func<Interval, TrainTestData> split = Splitter(data, samplingKeyColumnName, seed);
        return Enumerable.Range(0, numberOfFolds).Select(i => split(Fold(i, numberOfFolds))).ToArray();
    }

    // Both ends belong to a fold: a sampling column whose values lie on the border puts them into two folds, as in ML.NET.
    private static Interval Fold(int index, int count) => new((double)index / count, (double)(index + 1) / count, true);

    /// <summary>What splits the data by the interval that the rows of the test set lie in.</summary>
    private Func<Interval, TrainTestData> Splitter(IDataView data, string? samplingKeyColumnName, int? seed)
    {
        int actualSeed = seed ?? (_env as HostEnvironment)?.Seed ?? DefaultSeed;
        if (samplingKeyColumnName == null)
        {
            return test => new TrainTestData(
                new RandomSplitView(data, actualSeed, test, complement: true),
                new RandomSplitView(data, actualSeed, test, complement: false));
        }
        SamplingKey key = SamplingKey.Create(data, samplingKeyColumnName, actualSeed);
        return test => new TrainTestData(key.Select(test, complement: true), key.Select(test, complement: false));
    }
}
