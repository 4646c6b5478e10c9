using Microsoft.ML;
using MLNetDeep.Tasks;

namespace MLNetDeep.Evaluation;

/// <summary>Adds up what <see cref="MultiTargetRegressionMetrics"/> says.</summary>
internal sealed class TargetEvaluator(int width)
{
    private readonly double[] _absolute = new double[width], _squared = new double[width], _means = new double[width], _spread = new double[width];
    private long _rows;

    public static MultiTargetRegressionMetrics Evaluate(IDataView data, string labelColumn, string scoreColumn)
    {
        var task = new RegressionTask();
        var labels = task.ReadLabel(data.Schema, labelColumn);
        ScoredRows.Find(data, scoreColumn, labels.Count);
        var evaluator = new TargetEvaluator(labels.Count);
        ScoredRows.ForEach(data, task.Target(data.Schema, labelColumn, labels), scoreColumn, evaluator.Add);
        return new MultiTargetRegressionMetrics([.. labels.Names.Select(evaluator.Of)]);
    }

    private void Add(ReadOnlySpan<float> targets, ReadOnlySpan<float> scores)
    {
        _rows++;
        for (var i = 0; i < targets.Length; i++)
        {
            var error = (double)targets[i] - scores[i];
            _absolute[i] += Math.Abs(error);
            _squared[i] += error * error;
            // Welford's way: the sum of squares less the square of the sum would lose a small spread around a large mean.
            var away = targets[i] - _means[i];
            _means[i] += away / _rows;
            _spread[i] += away * (targets[i] - _means[i]);
        }
    }

    private TargetMetrics Of(string name, int slot)
    {
        var square = _squared[slot] / _rows;
        return new TargetMetrics(name, _absolute[slot] / _rows, square, Math.Sqrt(square), 1 - (_squared[slot] / _spread[slot]));
    }
}
