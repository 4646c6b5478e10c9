using Microsoft.ML;
using MLNetDeep.Data;

namespace MLNetDeep.AutoML;

/// <summary>The rows of a sweep, shared out once.</summary>
/// <param name="Rows">All training rows.</param>
/// <param name="Count">How many.</param>
/// <param name="Folds">Rows to train on and to measure on.</param>
/// <param name="Features">The columns to learn from.</param>
/// <param name="Truth">The labels of the rows that trials are measured on; null for tasks that are not combined.</param>
/// <param name="Validation">How they were shared out.</param>
internal sealed record SweepData(IDataView Rows, long Count, IReadOnlyList<RowSplit> Folds, FeatureColumns Features, Truth? Truth, SweepValidation Validation)
{
    public static SweepData Prepare(MLContext ml, PredictionTask task, IDataView rows, SweepSettings settings)
    {
        FeatureColumns features = FeatureColumns.Of(rows.Schema, settings.FeatureColumnNames, Others(task, settings), settings.ImageColumnName, settings.TextColumnNames, settings.Graph, settings.Sound);
        // A table is read from its file once; pictures are too many for that.
        IDataView cached = features.Picture is null ? ml.Data.Cache(rows) : rows;
        long count = RowValues.Count(cached);
        SweepValidation validation = settings.Validation.For(count);
        IReadOnlyList<RowSplit> folds = validation.Split(ml, cached, task.Key is "binary" or "multiclass" ? task.LabelColumnName : null, settings.Seed);
        return new SweepData(cached, count, folds, features, Truth.Of(folds.Select(f => f.TestSet), task), validation);
    }

    // A group is not learnt from unless it is named; the time may well be.
    private static string[] Others(PredictionTask task, SweepSettings settings) =>
        settings.Validation.GroupColumnName is { } group && settings.FeatureColumnNames?.Contains(group) != true ? [task.LabelColumnName, group] : [task.LabelColumnName];
}
