using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML.Comparisons;

/// <summary>Micro and macro accuracy and log loss (natural) of rows of several classes.</summary>
internal static class MulticlassRows
{
    // What ML.NET takes a probability of 0 for.
    private const double Smallest = 1e-15;

    public static Dictionary<string, RowMetric> Of(IDataView scored, DataViewSchema.Column label, int[] rows)
    {
        int[] classes = RowColumn.Classes(scored, label);
        double[][] scores = RowColumn.Vectors(scored, scored.Schema["Score"]);
        if (classes.Length != rows.Length || classes.Zip(scores).Any(r => r.First < 0 || r.First >= r.Second.Length))
            return [];
        double[] hits = [.. classes.Zip(scores, (c, s) => Array.IndexOf(s, s.Max()) == c ? 1.0 : 0)];
        return new Dictionary<string, RowMetric>
        {
            ["MicroAccuracy"] = new MeanOfRows(rows, hits),
            ["MacroAccuracy"] = new MeanOfClasses(rows, classes, hits),
            ["LogLoss"] = new MeanOfRows(rows, [.. classes.Zip(scores, (c, s) => -Math.Log(Math.Clamp(s[c], Smallest, 1)))]),
        };
    }
}
