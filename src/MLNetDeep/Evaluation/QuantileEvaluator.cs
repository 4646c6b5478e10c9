using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Data;
using MLNetDeep.Tasks;

namespace MLNetDeep.Evaluation;

/// <summary>Adds up what <see cref="QuantileRegressionMetrics"/> says.</summary>
internal sealed class QuantileEvaluator(double[] quantiles)
{
    private readonly double[] _losses = new double[quantiles.Length];
    private readonly long[] _below = new long[quantiles.Length];
    private long _inside;
    private double _width;

    public static QuantileRegressionMetrics Evaluate(IDataView data, string labelColumn, string scoreColumn)
    {
        var evaluator = new QuantileEvaluator(Quantiles(ColumnChecks.Find(data.Schema, "score", scoreColumn)));
        LabelRule.Target.Check(data.Schema, labelColumn);
        var rows = ScoredRows.ForEach(data, new TargetSpec(labelColumn, TargetSource.Number, 1, 1, IsClass: false), scoreColumn, evaluator.Add);
        return evaluator.Finish(rows);
    }

    private static double[] Quantiles(DataViewSchema.Column score)
    {
        if (score.Type is VectorDataViewType { IsKnownSize: true } && score.HasSlotNames())
        {
            var names = LabelValues.OfSlots(score).Names;
            var values = names.Select(n => double.TryParse(n, CultureInfo.InvariantCulture, out var q) ? q : double.NaN).ToArray();
            if (values.All(q => q is > 0 and < 1)) return values;
        }
        throw ColumnErrors.Mismatch("score", score.Name, "a vector whose slots are named after quantiles, as 0.1 and 0.9", ColumnErrors.Describe(score.Type));
    }

    private void Add(ReadOnlySpan<float> label, ReadOnlySpan<float> scores)
    {
        var value = label[0];
        for (var i = 0; i < scores.Length; i++)
        {
            var error = (double)value - scores[i];
            _losses[i] += Math.Max(quantiles[i] * error, (quantiles[i] - 1) * error);
            _below[i] += value <= scores[i] ? 1 : 0;
        }
        _inside += value >= scores[0] && value <= scores[^1] ? 1 : 0;
        _width += scores[^1] - scores[0];
    }

    private QuantileRegressionMetrics Finish(long rows) => new(
        [.. quantiles.Select((q, i) => new QuantileMetrics(q, _losses[i] / rows, (double)_below[i] / rows))],
        (double)_inside / rows, _width / rows);
}
