using Microsoft.ML;
using MLNetDeep.Tasks;

namespace MLNetDeep.Evaluation;

/// <summary>
/// Measures probabilities, as they are or as they would be before the network's temperature: dividing logits by a temperature
/// raises probabilities to its inverse, up to their sum.
/// </summary>
internal sealed class CalibrationEvaluator(double temperature)
{
    private readonly CalibrationError _error = new();
    private double _loss;

    public static CalibrationMetrics Binary(IDataView data, string labelColumn, string probabilityColumn, double temperature = 1)
    {
        var task = new BinaryTask();
        var evaluator = new CalibrationEvaluator(temperature);
        ScoredRows.Find(data, probabilityColumn, 1);
        var target = task.Target(data.Schema, labelColumn, task.ReadLabel(data.Schema, labelColumn));
        return evaluator.Finish(ScoredRows.ForEach(data, target, probabilityColumn, evaluator.AddBinary));
    }

    public static CalibrationMetrics Multiclass(IDataView data, string labelColumn, string scoreColumn, double temperature = 1)
    {
        var task = new MulticlassTask();
        var labels = task.ReadLabel(data.Schema, labelColumn);
        var evaluator = new CalibrationEvaluator(temperature);
        ScoredRows.Find(data, scoreColumn, labels.Count);
        return evaluator.Finish(ScoredRows.ForEach(data, task.Target(data.Schema, labelColumn, labels), scoreColumn, evaluator.AddMulticlass));
    }

    private void AddBinary(ReadOnlySpan<float> label, ReadOnlySpan<float> scores)
    {
        double p = Math.Pow(scores[0], temperature), q = Math.Pow(1 - (double)scores[0], temperature);
        Add(p / (p + q), label[0] > 0.5f);
    }

    private void Add(double probability, bool isTrue)
    {
        _error.AddFlag(probability, isTrue);
        AddLoss(isTrue ? probability : 1 - probability);
    }

    private void AddMulticlass(ReadOnlySpan<float> label, ReadOnlySpan<float> scores)
    {
        var (sum, best) = (0.0, 0);
        for (var i = 0; i < scores.Length; i++)
        {
            sum += Math.Pow(scores[i], temperature);
            if (scores[i] > scores[best]) best = i;
        }
        var truth = (int)label[0];
        _error.Add(Math.Pow(scores[best], temperature) / sum, best == truth);
        AddLoss(Math.Pow(scores[truth], temperature) / sum);
    }

    private void AddLoss(double probability) => _loss -= Math.Log(Math.Clamp(probability, 1e-15, 1));

    private CalibrationMetrics Finish(long rows) => new(_error.Expected, _error.Largest, _loss / rows, rows);
}
