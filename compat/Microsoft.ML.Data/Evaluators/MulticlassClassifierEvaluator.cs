using System.Globalization;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Compares the scores of a classifier with labels. PredictedLabel has to be there, but is not read.</summary>
internal sealed class MulticlassClassifierEvaluator
{
    /// <summary>Probabilities below this count as this, so that one sure mistake does not make the loss infinite.</summary>
    private const float Epsilon = 1e-15f;

    private readonly int _classes;
    private readonly double[][] _counts;
    private readonly double[] _lossOfClass;
    private readonly double[] _correctWithin;
    private readonly int[] _order;
    private readonly float[] _scores;
    private double _logLoss;
    private double _rows;
    private double _correct;

    private MulticlassClassifierEvaluator(int classes, int topK)
    {
        _classes = classes;
        _counts = [.. Enumerable.Range(0, classes).Select(_ => new double[classes])];
        _lossOfClass = new double[classes];
        _correctWithin = new double[topK];
        _order = new int[classes];
        _scores = new float[classes];
    }

    public static MulticlassClassificationMetrics Evaluate(
        IDataView data, string labelName, string scoreName, string predictedName, int topK)
    {
        DataViewSchema.Column label = EvaluationColumns.Find(data, "Label", labelName);
        DataViewSchema.Column score = EvaluationColumns.Find(data, "Score", scoreName);
        EvaluationColumns.Find(data, "PredictedLabel", predictedName);
        EvaluationColumns.CheckVectorScore(score);
        if (label.Type is not KeyDataViewType && !label.Type.Equals(NumberDataViewType.Single))
            throw EvaluationColumns.Mismatch("label", label, "Single or Key");
        var evaluator = new MulticlassClassifierEvaluator(score.Type.GetVectorSize(), topK);
        evaluator.Read(data, label, score);
        return evaluator.Finish(score);
    }

    private void Read(IDataView data, DataViewSchema.Column label, DataViewSchema.Column score)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([label, score]);
        ValueGetter<float> labelGetter = RowCursorUtils.GetLabelGetter(cursor, label.Index);
        ValueGetter<VBuffer<float>> scoreGetter = cursor.GetGetter<VBuffer<float>>(score);
        VBuffer<float> scores = default;
        while (cursor.MoveNext())
        {
            float labelValue = 0;
            labelGetter(ref labelValue);
            scoreGetter(ref scores);
            if (float.IsNaN(labelValue))
                continue;
            Contracts.Check(labelValue >= 0 && labelValue == (int)labelValue,
                $"Label values should be integers from 0 on, but got {labelValue.ToString(CultureInfo.InvariantCulture)}");
            scores.CopyTo(_scores);
            if (!Array.Exists(_scores, float.IsNaN))
                Add((int)labelValue);
        }
    }

    private void Add(int label)
    {
        // Equal scores rank as the classes do: a stable order, whatever the sort.
        for (int i = 0; i < _classes; i++)
            _order[i] = i;
        Array.Sort(_order, (a, b) => _scores[b].CompareTo(_scores[a]) is var c && c != 0 ? c : a.CompareTo(b));
        bool known = label < _classes;
        double loss = -Math.Log(known ? Math.Min(1, Math.Max(Epsilon, _scores[label])) : Epsilon);
        _rows++;
        _logLoss += loss;
        if (known)
        {
            _lossOfClass[label] += loss;
            _counts[label][_order[0]]++;
        }

        if (_order[0] == label)
            _correct++;
        CountRank(label);
    }

    private void CountRank(int label)
    {
        for (int i = 0; i < _correctWithin.Length; i++)
        {
            if (_order[i] == label)
                _correctWithin[i]++;
        }
    }

    private MulticlassClassificationMetrics Finish(DataViewSchema.Column score)
    {
        double[] ofClass = [.. _counts.Select(row => row.Sum())];
        int present = ofClass.Count(n => n > 0);
        double macro = Enumerable.Range(0, _classes).Where(i => ofClass[i] > 0).Sum(i => _counts[i][i] / ofClass[i]);
        double logLoss = _rows > 0 ? _logLoss / _rows : 0;
        double entropy = -ofClass.Where(n => n > 0).Sum(n => n / _rows * Math.Log(n / _rows));
        return new MulticlassClassificationMetrics(
            _rows > 0 ? _correct / _rows : 0,
            present > 0 ? macro / present : 0,
            logLoss,
            (entropy - logLoss) / entropy,
            _correctWithin.Length,
            _correctWithin.Length > 0 ? TopKAccuracies() : null,
            [.. _lossOfClass.Zip(ofClass, (loss, n) => n > 0 ? loss / n : 0)],
            new ConfusionMatrix(_counts, GetNames(score), isBinary: false));
    }

    private double[] TopKAccuracies()
    {
        double sum = 0;
        return [.. _correctWithin.Select(n => (sum += n) / _rows)];
    }

    private string[] GetNames(DataViewSchema.Column score)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        AnnotationUtils.GetSlotNames(score, _classes, ref names);
        return [.. names.DenseValues().Select((n, i) => n.IsEmpty ? i.ToString(CultureInfo.InvariantCulture) : n.ToString())];
    }
}
