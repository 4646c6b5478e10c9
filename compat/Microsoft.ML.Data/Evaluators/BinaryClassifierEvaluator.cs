namespace Microsoft.ML.Data;

/// <summary>Compares the scores of a binary classifier with labels. PredictedLabel has to be there, but is not read.</summary>
internal sealed class BinaryClassifierEvaluator
{
    private readonly List<(float Score, bool Label)> _rows = [];
    private readonly double[][] _counts = [new double[2], new double[2]];
    private double _logLoss;

    public static BinaryMetricValues Evaluate(
        IDataView data, string labelName, string scoreName, string? probabilityName, string predictedName)
    {
        DataViewSchema.Column label = EvaluationColumns.Find(data, "Label", labelName);
        DataViewSchema.Column score = EvaluationColumns.Find(data, "Score", scoreName);
        DataViewSchema.Column? probability =
            probabilityName == null ? null : EvaluationColumns.Find(data, "Probability", probabilityName);
        EvaluationColumns.Find(data, "PredictedLabel", predictedName);
        EvaluationColumns.CheckScalarScore(score);
        if (!IsBinaryLabel(label.Type))
            throw EvaluationColumns.Mismatch("label", label, "Single, Double, Boolean, or a Key with cardinality 2");
        var evaluator = new BinaryClassifierEvaluator();
        evaluator.Read(data, label, score, probability);
        return evaluator.Finish(GetNames(label));
    }

    private static bool IsBinaryLabel(DataViewType type)
        => type is BooleanDataViewType or KeyDataViewType { Count: 2 }
            || type.Equals(NumberDataViewType.Single) || type.Equals(NumberDataViewType.Double);

    private static string[] GetNames(DataViewSchema.Column label)
    {
        if (label.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues)?.Type
            is not VectorDataViewType { Size: 2, ItemType: TextDataViewType })
            return ["positive", "negative"];
        VBuffer<ReadOnlyMemory<char>> names = default;
        label.Annotations.GetValue(AnnotationUtils.Kinds.KeyValues, ref names);
        return [.. names.DenseValues().Select(n => n.ToString())];
    }

    private void Read(
        IDataView data, DataViewSchema.Column label, DataViewSchema.Column score, DataViewSchema.Column? probability)
    {
        DataViewSchema.Column[] active = probability is { } p ? [label, score, p] : [label, score];
        using DataViewRowCursor cursor = data.GetRowCursor(active);
        ValueGetter<float> labelGetter = RowCursorUtils.GetLabelGetter(cursor, label.Index);
        ValueGetter<float> scoreGetter = cursor.GetGetter<float>(score);
        ValueGetter<float> probabilityGetter = probability is { } column
            ? RowCursorUtils.GetGetterAs<float>(NumberDataViewType.Single, cursor, column.Index)
            : (ref float value) => value = 1;
        while (cursor.MoveNext())
        {
            float labelValue = 0, scoreValue = 0, probabilityValue = 0;
            labelGetter(ref labelValue);
            scoreGetter(ref scoreValue);
            if (float.IsNaN(labelValue) || float.IsNaN(scoreValue))
                continue;
            probabilityGetter(ref probabilityValue);
            Add(labelValue > 0, scoreValue, probabilityValue);
        }
    }

    private void Add(bool label, float score, float probability)
    {
        _rows.Add((score, label));
        _counts[label ? 0 : 1][score > 0 ? 0 : 1]++;
        _logLoss -= Math.Log2(label ? probability : 1 - (double)probability);
    }

    private BinaryMetricValues Finish(string[] names)
    {
        (float Score, bool Label)[] sorted = RocCurve.Sort(_rows);
        double area = RocCurve.Area(sorted);
        var matrix = new ConfusionMatrix(_counts, names, isBinary: true);
        double total = _rows.Count, positives = _counts[0].Sum();
        double entropy = MathUtils.EntropyInBits(positives / total), logLoss = _logLoss / total;
        double precision = matrix.PerClassPrecision[0], recall = matrix.PerClassRecall[0];
        return new BinaryMetricValues
        {
            AreaUnderRocCurve = area,
            AreaUnderPrecisionRecallCurve = RocCurve.PrecisionRecallArea(sorted),
            Accuracy = (_counts[0][0] + _counts[1][1]) / total,
            PositivePrecision = precision,
            PositiveRecall = recall,
            NegativePrecision = matrix.PerClassPrecision[1],
            NegativeRecall = matrix.PerClassRecall[1],
            F1Score = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0,
            Entropy = entropy,
            LogLoss = logLoss,
            LogLossReduction = (entropy - logLoss) / entropy,
            ConfusionMatrix = matrix,
        };
    }
}
