using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML.Comparisons;

/// <summary>The metrics of scored test rows in a form that can be worked out again on other draws of these rows.</summary>
internal static class RowMetrics
{
    /// <summary>Those metrics of a task that can be worked out row by row, by name.</summary>
    /// <param name="task">The task.</param>
    /// <param name="scored">The test rows with label and scores.</param>
    /// <param name="rows">For each of them its number among all rows of the data.</param>
    /// <param name="measured">What the evaluators say: a metric that does not come out the same here is left out.</param>
    public static Dictionary<string, RowMetric> Of(PredictionTask task, IDataView scored, int[] rows, IReadOnlyDictionary<string, double> measured)
    {
        var label = scored.Schema[task.LabelColumnName];
        var score = scored.Schema["Score"];
        Dictionary<string, RowMetric> metrics = (task.Key, label.Type, score.Type) switch
        {
            ("binary", BooleanDataViewType, NumberDataViewType) => BinaryRows.Of(scored, label, rows),
            ("multiclass", KeyDataViewType, VectorDataViewType) => MulticlassRows.Of(scored, label, rows),
            ("multilabel", VectorDataViewType, VectorDataViewType) => MultiLabelRows.Of(scored, label, rows),
            ("regression", NumberDataViewType, NumberDataViewType) => RegressionRows.Of([.. RowColumn.Numbers(scored, label)], RowColumn.Numbers(scored, score), rows),
            ("regression", VectorDataViewType, VectorDataViewType) => RegressionRows.OfTargets(RowColumn.Vectors(scored, label), RowColumn.Vectors(scored, score), rows),
            _ => [],
        };
        return metrics.Where(m => measured.TryGetValue(m.Key, out double value) && IsSame(m.Value.Value(), value)).ToDictionary();
    }

    private static bool IsSame(double own, double measured) =>
        (double.IsNaN(own) && double.IsNaN(measured)) || Math.Abs(own - measured) <= 1e-5 * Math.Max(1, Math.Abs(measured));
}
