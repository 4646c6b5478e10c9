using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML;

/// <summary>The labels of the rows that trials are measured on: class numbers from 0, or numbers.</summary>
/// <param name="Values">Row by row.</param>
/// <param name="Task">The task.</param>
internal sealed record Truth(float[] Values, PredictionTask Task)
{
    private const double Least = 1e-7;

    /// <summary>Reads them from the rows of all folds; null for tasks that are not combined: several labels, several targets.</summary>
    public static Truth? Of(IEnumerable<IDataView> folds, PredictionTask task)
    {
        IDataView[] views = [.. folds];
        if (task.Key == "multilabel" || views[0].Schema[task.LabelColumnName].Type is VectorDataViewType)
            return null;
        return new Truth([.. views.SelectMany(view => Read(view, task))], task);
    }

    /// <summary>How bad predictions are by a metric, the less the better; and by the loss that decides among equals.</summary>
    public (double Loss, double Tie) Loss(ReadOnlySpan<float> predictions, int width, Objective objective)
    {
        if (Task.Key == "regression")
            return OfNumbers(predictions, objective.Metric);
        double logLoss = LogLoss(predictions, width);
        return objective.Metric switch
        {
            "LogLoss" => (logLoss, logLoss),
            "AreaUnderRocCurve" when width == 1 => (-AreaUnderRoc(predictions), logLoss),
            _ => (1 - Accuracy(predictions, width), logLoss),
        };
    }

    /// <summary>The value of an objective for predictions; NaN for a metric that is not counted here.</summary>
    public double Value(Predictions predictions, Objective objective)
    {
        double loss = Loss(predictions.Values, predictions.Width, objective).Loss;
        return objective.Metric switch
        {
            "Accuracy" or "MicroAccuracy" => 1 - loss,
            "AreaUnderRocCurve" => -loss,
            "LogLoss" or "RootMeanSquaredError" or "MeanAbsoluteError" => loss,
            _ => double.NaN,
        };
    }

    private static IEnumerable<float> Read(IDataView view, PredictionTask task) => task.Key switch
    {
        "binary" => view.GetColumn<bool>(task.LabelColumnName).Select(flag => flag ? 1f : 0f),
        "multiclass" => view.GetColumn<uint>(task.LabelColumnName).Select(key => key - 1f),
        _ => view.GetColumn<float>(task.LabelColumnName),
    };

    private (double, double) OfNumbers(ReadOnlySpan<float> predictions, string metric)
    {
        (double absolute, double squared) = (0, 0);
        for (int i = 0; i < Values.Length; i++)
        {
            double error = predictions[i] - Values[i];
            absolute += Math.Abs(error);
            squared += error * error;
        }
        double root = Math.Sqrt(squared / Values.Length);
        return (metric == "MeanAbsoluteError" ? absolute / Values.Length : root, root);
    }

    private double LogLoss(ReadOnlySpan<float> predictions, int width)
    {
        double sum = 0;
        for (int i = 0; i < Values.Length; i++)
        {
            double right = width == 1 ? Values[i] > 0 ? predictions[i] : 1 - predictions[i] : predictions[(i * width) + (int)Values[i]];
            sum -= Math.Log(Math.Clamp(right, Least, 1));
        }
        return sum / Values.Length;
    }

    private double Accuracy(ReadOnlySpan<float> predictions, int width)
    {
        int right = 0;
        for (int i = 0; i < Values.Length; i++)
        {
            bool isRight = width == 1 ? (predictions[i] > 0.5f) == (Values[i] > 0) : Best(predictions.Slice(i * width, width)) == (int)Values[i];
            right += isRight ? 1 : 0;
        }
        return (double)right / Values.Length;
    }

    private static int Best(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
            best = scores[i] > scores[best] ? i : best;
        return best;
    }

    // The share of pairs of a true and a false row that are in the right order, ties counting a half: by ranks.
    private double AreaUnderRoc(ReadOnlySpan<float> predictions)
    {
        float[] keys = predictions.ToArray();
        float[] labels = [.. Values];
        Array.Sort(keys, labels);
        (double ranks, long positives) = (0, 0);
        for (int start = 0, end; start < keys.Length; start = end)
        {
            for (end = start; end < keys.Length && keys[end] == keys[start]; end++)
            {
            }
            int inTie = labels[start..end].Count(l => l > 0);
            ranks += inTie * ((start + end + 1) / 2.0);
            positives += inTie;
        }
        long negatives = keys.Length - positives;
        return positives == 0 || negatives == 0 ? double.NaN : (ranks - (positives * (positives + 1) / 2.0)) / ((double)positives * negatives);
    }
}
