using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML.Comparisons;

/// <summary>Accuracy, area under the ROC curve and log loss (natural) of rows that are true or false.</summary>
internal static class BinaryRows
{
    public static Dictionary<string, RowMetric> Of(IDataView scored, DataViewSchema.Column label, int[] rows)
    {
        bool[] labels = [.. scored.GetColumn<bool>(label)];
        float[] scores = [.. scored.GetColumn<float>("Score")];
        if (labels.Length != rows.Length)
            return [];
        var metrics = new Dictionary<string, RowMetric>
        {
            ["Accuracy"] = new MeanOfRows(rows, [.. labels.Zip(scores, (isTrue, score) => score > 0 == isTrue ? 1.0 : 0)]),
            ["AreaUnderRocCurve"] = new RankOfRows(rows, labels, scores),
        };
        if (scored.Schema.GetColumnOrNull("Probability") is { } probability)
            metrics["LogLoss"] = new MeanOfRows(rows, [.. labels.Zip(scored.GetColumn<float>(probability), (isTrue, p) => -Math.Log(isTrue ? p : 1 - p))]);
        return metrics;
    }
}
