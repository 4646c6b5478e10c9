using System.Globalization;
using MLNetDeep.AutoML;

namespace MLNetDeep.Cli.Tables;

/// <summary>What is said of synthetic rows.</summary>
internal static class FidelityText
{
    private static readonly string[] _shown = ["Accuracy", "MicroAccuracy", "AreaUnderRocCurve", "LogLoss", "RootMeanSquaredError", "RSquared"];

    /// <summary>A line for each figure.</summary>
    public static IEnumerable<string> Lines(TableFidelity fidelity, string label)
    {
        foreach ((string name, double real, double made) in Compared(fidelity))
            yield return string.Create(CultureInfo.InvariantCulture, $"LightGbm predicts '{label}' of rows held out, {name}: {real:0.0000} learned from real rows, {made:0.0000} from synthetic ones.");
        ColumnFidelity worst = fidelity.Columns.MaxBy(column => column.Distance)!;
        yield return string.Create(CultureInfo.InvariantCulture, $"Distributions of columns differ by {fidelity.MeanColumnDistance:0.000} of 1 on average, most in '{worst.Name}' ({worst.Distance:0.000}); associations of pairs of columns by {fidelity.PairDifference:0.000}.");
        yield return string.Create(CultureInfo.InvariantCulture, $"LightGbm tells synthetic rows from real ones with an area under the ROC curve of {fidelity.DetectionAuc:0.000} (0.5: not at all; 1: always).");
        yield return string.Create(CultureInfo.InvariantCulture, $"Distance to the nearest training row: median {fidelity.NearestSynthetic:0.000} of synthetic rows, {fidelity.NearestReal:0.000} of rows held out; {fidelity.Copies:P1} of synthetic rows are copies.");
    }

    /// <summary>The metrics that are shown, of LightGbm trained on real and on synthetic rows.</summary>
    public static IEnumerable<(string Name, double Real, double Made)> Compared(TableFidelity fidelity) =>
        _shown.Where(fidelity.TrainedOnReal.ContainsKey).Select(name => (name, fidelity.TrainedOnReal[name], fidelity.TrainedOnSynthetic.GetValueOrDefault(name, double.NaN)));

    /// <summary>All figures by name.</summary>
    public static Dictionary<string, double> Metrics(TableFidelity fidelity)
    {
        var metrics = new Dictionary<string, double>
        {
            ["MeanColumnDistance"] = fidelity.MeanColumnDistance,
            ["PairDifference"] = fidelity.PairDifference,
            ["DetectionAuc"] = fidelity.DetectionAuc,
            ["NearestSynthetic"] = fidelity.NearestSynthetic,
            ["NearestReal"] = fidelity.NearestReal,
            ["Copies"] = fidelity.Copies,
        };
        foreach ((string name, double real, double made) in Compared(fidelity))
        {
            metrics[$"Real{name}"] = real;
            metrics[$"Synthetic{name}"] = made;
        }
        return metrics;
    }
}
