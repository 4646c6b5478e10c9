namespace Microsoft.ML.Data;

/// <summary>Compares numbers with what they should be. Rows without a label or a score do not count.</summary>
internal sealed class RegressionEvaluator
{
    private double _rows;
    private double _l1;
    private double _l2;
    private double _loss;
    private double _labels;
    private double _squaredLabels;

    public static RegressionMetrics Evaluate(IDataView data, string labelName, string scoreName)
    {
        DataViewSchema.Column label = EvaluationColumns.Find(data, "Label", labelName);
        DataViewSchema.Column score = EvaluationColumns.Find(data, "Score", scoreName);
        EvaluationColumns.CheckScalarScore(score);
        if (!label.Type.Equals(NumberDataViewType.Single))
            throw EvaluationColumns.Mismatch("label", label, "Single");
        var evaluator = new RegressionEvaluator();
        using DataViewRowCursor cursor = data.GetRowCursor([label, score]);
        ValueGetter<float> labelGetter = cursor.GetGetter<float>(label), scoreGetter = cursor.GetGetter<float>(score);
        while (cursor.MoveNext())
        {
            float labelValue = 0, scoreValue = 0;
            labelGetter(ref labelValue);
            scoreGetter(ref scoreValue);
            if (!float.IsNaN(labelValue) && !float.IsNaN(scoreValue))
                evaluator.Add(labelValue, scoreValue);
        }

        return evaluator.Finish();
    }

    // The loss and the squared labels are of single precision, as the original's are: it shows in the last digits.
    private void Add(float label, float score)
    {
        double error = Math.Abs((double)label - score);
        float difference = score - label;
        _rows++;
        _l1 += error;
        _l2 += error * error;
        _loss += (float)(difference * difference);
        _labels += label;
        _squaredLabels += (float)(label * label);
    }

    private RegressionMetrics Finish()
    {
        if (_rows == 0)
            return new RegressionMetrics(0, 0, 0, 0, 0);
        double meanSquare = _l2 / _rows;
        double variance = _squaredLabels - _labels * _labels / _rows;
        double rSquared = variance == 0 ? double.NaN : 1 - _l2 / variance;
        return new RegressionMetrics(_l1 / _rows, meanSquare, Math.Sqrt(meanSquare), _loss / _rows, rSquared);
    }
}
