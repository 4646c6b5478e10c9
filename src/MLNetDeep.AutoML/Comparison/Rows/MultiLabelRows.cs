using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML.Comparisons;

/// <summary>Micro and macro F1, Hamming loss and log loss (natural) of rows with any number of labels.</summary>
internal static class MultiLabelRows
{
    private const double Smallest = 1e-15;

    public static Dictionary<string, RowMetric> Of(IDataView scored, DataViewSchema.Column label, int[] rows)
    {
        bool[][] truths = [.. RowColumn.Vectors(scored, label).Select(v => Array.ConvertAll(v, x => x > 0.5))];
        double[][] scores = RowColumn.Vectors(scored, scored.Schema["Score"]);
        if (truths.Length != rows.Length)
            return [];
        bool[][] predicted = [.. scores.Select(v => Array.ConvertAll(v, p => p > 0.5))];
        return new Dictionary<string, RowMetric>
        {
            ["MicroF1"] = new F1OfLabels(rows, truths, predicted, macro: false),
            ["MacroF1"] = new F1OfLabels(rows, truths, predicted, macro: true),
            ["HammingLoss"] = new MeanOfRows(rows, [.. truths.Zip(predicted, (t, p) => t.Zip(p).Average(l => l.First == l.Second ? 0.0 : 1))]),
            ["LogLoss"] = new MeanOfRows(rows, [.. truths.Zip(scores, (t, s) => t.Zip(s).Average(l => -Math.Log(Math.Clamp(l.First ? l.Second : 1 - l.Second, Smallest, 1))))]),
        };
    }
}
