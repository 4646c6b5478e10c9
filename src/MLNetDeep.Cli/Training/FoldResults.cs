using System.Text.Json.Nodes;
using MLNetDeep.Cli.Output;

namespace MLNetDeep.Cli.Training;

/// <summary>What one candidate reached on one fold.</summary>
internal sealed record FoldResult(Dictionary<string, double> Metrics, double TrainingSeconds, double ScoringMicrosecondsPerRow);

/// <summary>What one candidate reached on all folds.</summary>
internal sealed record FoldResults(string Name, IReadOnlyList<FoldResult> Folds)
{
    public bool Has(string name) => Folds.All(f => f.Metrics.ContainsKey(name));

    public (double Mean, double Deviation) Metric(string name) => MetricValues.Spread(Folds.Select(f => f.Metrics.GetValueOrDefault(name, double.NaN)));

    public double TrainingSeconds => Folds.Average(f => f.TrainingSeconds);

    public double ScoringMicrosecondsPerRow => Folds.Average(f => f.ScoringMicrosecondsPerRow);

    /// <summary>Means under ML.NET's names, deviations beside them.</summary>
    public JsonObject ToJson()
    {
        var values = new Dictionary<string, double>();
        foreach (string name in Folds[0].Metrics.Keys)
            (values[name], values[name + "StandardDeviation"]) = Metric(name);
        values["TrainingSeconds"] = TrainingSeconds;
        values["ScoringMicrosecondsPerRow"] = ScoringMicrosecondsPerRow;
        return ResultJson.Numbers(values);
    }
}
