using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Compares anomaly scores with labels.</summary>
internal static class AnomalyDetectionEvaluator
{
    public static AnomalyDetectionMetrics Evaluate(
        IDataView data, string labelName, string scoreName, string predictedName, int falsePositiveCount)
    {
        Contracts.CheckParam(falsePositiveCount > 0, "K", "Must be positive");
        DataViewSchema.Column label = EvaluationColumns.Find(data, "Label", labelName);
        DataViewSchema.Column score = EvaluationColumns.Find(data, "Score", scoreName);
        EvaluationColumns.Find(data, "PredictedLabel", predictedName);
        EvaluationColumns.CheckScalarScore(score);
        if (label.Type is not KeyDataViewType { Count: 2 } && !label.Type.Equals(NumberDataViewType.Single))
            throw EvaluationColumns.Mismatch("label", label, "Single or a Key with cardinality 2");
        (float Score, bool Label)[] sorted = RocCurve.Sort(Read(data, label, score));
        return new AnomalyDetectionMetrics(RocCurve.Area(sorted), DetectionRate(sorted, falsePositiveCount));
    }

    private static List<(float Score, bool Label)> Read(
        IDataView data, DataViewSchema.Column label, DataViewSchema.Column score)
    {
        var rows = new List<(float, bool)>();
        using DataViewRowCursor cursor = data.GetRowCursor([label, score]);
        ValueGetter<float> labelGetter = RowCursorUtils.GetLabelGetter(cursor, label.Index);
        ValueGetter<float> scoreGetter = cursor.GetGetter<float>(score);
        while (cursor.MoveNext())
        {
            float labelValue = 0, scoreValue = 0;
            labelGetter(ref labelValue);
            scoreGetter(ref scoreValue);
            if (!float.IsNaN(labelValue) && !float.IsNaN(scoreValue))
                rows.Add((scoreValue, labelValue > 0));
        }

        return rows;
    }

    private static double DetectionRate((float Score, bool Label)[] sorted, int falsePositiveCount)
    {
        int found = 0, falsePositives = 0;
        foreach ((_, bool label) in sorted)
        {
            if (label)
                found++;
            else if (++falsePositives > falsePositiveCount)
                break;
        }

        return found / (double)sorted.Count(r => r.Label);
    }
}
