using Microsoft.ML;
using MLNetDeep.Data;

namespace MLNetDeep.AutoML.Comparisons;

/// <summary>One fold of one repeat, the same for every contender.</summary>
/// <param name="Repeat">The repeat, from 0.</param>
/// <param name="Fold">The fold, from 0.</param>
/// <param name="Rows">The rows to train on and those to measure on.</param>
/// <param name="TestRows">The numbers of the test rows among all rows.</param>
/// <param name="TrainRows">How many rows are trained on.</param>
/// <param name="Seed">The seed of the fit.</param>
internal sealed record FoldPlan(int Repeat, int Fold, RowSplit Rows, int[] TestRows, int TrainRows, int Seed)
{
    /// <summary>Shares out the rows for every repeat.</summary>
    public static IReadOnlyList<FoldPlan> All(DeepCatalog deep, PredictionTask task, IDataView data, int rows, ComparisonOptions options)
    {
        string? classes = task.Key is "binary" or "multiclass" ? task.LabelColumnName : null;
        List<FoldPlan> plans = [];
        for (int repeat = 0; repeat < options.Repeats; repeat++)
        {
            IReadOnlyList<RowSplit> splits = deep.CrossValidationSplit(data, options.Folds, classes, options.GroupColumnName, options.TimeColumnName, options.Seed + repeat);
            plans.AddRange(splits.Select((split, fold) =>
                new FoldPlan(repeat, fold, split, Numbers(split.TestSet, rows), Numbers(split.TrainSet, rows).Length, options.Seed + (repeat * options.Folds) + fold)));
        }
        return plans;
    }

    private static int[] Numbers(IDataView part, int rows)
    {
        var subset = (RowSubset)part;
        return [.. Enumerable.Range(0, rows).Where(row => subset.Contains(row))];
    }
}
