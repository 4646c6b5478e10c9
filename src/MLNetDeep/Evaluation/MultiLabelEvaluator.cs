using Microsoft.ML;
using MLNetDeep.Tasks;

namespace MLNetDeep.Evaluation;

/// <summary>Counts what <see cref="MultiLabelMetrics"/> says.</summary>
internal sealed class MultiLabelEvaluator(LabelValues labels)
{
    private readonly List<(float Score, bool IsTrue)>[] _rows = [.. Enumerable.Range(0, labels.Count).Select(_ => new List<(float, bool)>())];
    private readonly CalibrationError _calibration = new();
    private double _loss;
    private long _exact;

    public static MultiLabelMetrics Evaluate(IDataView data, string labelColumn, string scoreColumn)
    {
        var task = new MultiLabelTask();
        var labels = task.ReadLabel(data.Schema, labelColumn);
        ScoredRows.Find(data, scoreColumn, labels.Count);
        var evaluator = new MultiLabelEvaluator(labels);
        var rows = ScoredRows.ForEach(data, task.Target(data.Schema, labelColumn, labels), scoreColumn, evaluator.Add);
        return evaluator.Finish(rows);
    }

    private void Add(ReadOnlySpan<float> truths, ReadOnlySpan<float> scores)
    {
        var exact = true;
        for (var i = 0; i < truths.Length; i++)
        {
            var (isTrue, score) = (truths[i] > 0.5f, scores[i]);
            _rows[i].Add((score, isTrue));
            _calibration.AddFlag(score, isTrue);
            _loss -= Math.Log(Math.Clamp(isTrue ? score : 1 - (double)score, 1e-15, 1));
            exact &= score > 0.5f == isTrue;
        }
        if (exact) _exact++;
    }

    private MultiLabelMetrics Finish(long rows)
    {
        var each = _rows.Select((r, i) => Of(labels.Names[i], r)).ToList();
        long hits = 0, predicted = 0, present = 0, wrong = 0;
        foreach (var (score, isTrue) in _rows.SelectMany(r => r))
        {
            var said = score > 0.5f;
            hits += said && isTrue ? 1 : 0;
            predicted += said ? 1 : 0;
            present += isTrue ? 1 : 0;
            wrong += said != isTrue ? 1 : 0;
        }
        return new MultiLabelMetrics
        {
            HammingLoss = (double)wrong / (rows * labels.Count),
            SubsetAccuracy = (double)_exact / rows,
            MicroF1 = Ratio(2 * hits, predicted + present),
            MacroF1 = each.Average(l => l.F1),
            MeanAveragePrecision = each.Select(l => l.AveragePrecision).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average(),
            LogLoss = _loss / (rows * labels.Count),
            ExpectedCalibrationError = _calibration.Expected,
            Labels = each,
        };
    }

    private static LabelMetrics Of(string name, List<(float Score, bool IsTrue)> rows)
    {
        var hits = rows.Count(r => r.Score > 0.5f && r.IsTrue);
        var predicted = rows.Count(r => r.Score > 0.5f);
        var present = rows.Count(r => r.IsTrue);
        return new LabelMetrics(name, Ratio(hits, predicted), Ratio(hits, present), Ratio(2 * hits, predicted + present), AveragePrecision(rows, present), present);
    }

    // The precision at each threshold, weighted by the recall gained there; equal scores share a threshold.
    private static double AveragePrecision(List<(float Score, bool IsTrue)> rows, int present)
    {
        if (present == 0) return double.NaN;
        var (seen, hits, area) = (0, 0, 0.0);
        foreach (var group in rows.GroupBy(r => r.Score).OrderByDescending(g => g.Key))
        {
            var gained = group.Count(r => r.IsTrue);
            seen += group.Count();
            hits += gained;
            area += (double)gained / present * hits / seen;
        }
        return area;
    }

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
