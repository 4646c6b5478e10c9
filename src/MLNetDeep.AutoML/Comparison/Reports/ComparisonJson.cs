using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLNetDeep.AutoML.Comparisons;

/// <summary>A comparison as JSON.</summary>
internal static class ComparisonJson
{
    public static JsonSerializerOptions Format { get; } = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Of(Comparison comparison) => new()
    {
        ["task"] = comparison.Task,
        ["metric"] = comparison.Metric,
        ["rows"] = comparison.Rows,
        ["folds"] = comparison.Folds,
        ["repeats"] = comparison.Repeats,
        ["seed"] = comparison.Seed,
        ["rope"] = comparison.Rope,
        ["ropeWidth"] = Number(comparison.RopeWidth),
        ["significance"] = comparison.Significance,
        ["reference"] = comparison.Reference,
        ["referenceIsBestClassical"] = comparison.ReferenceIsBestClassical,
        ["tuning"] = comparison.Tuning,
        ["entries"] = new JsonArray([.. comparison.Entries.Select(Entry)]),
        ["notes"] = new JsonArray([.. comparison.Notes.Select(n => JsonValue.Create(n))]),
    };

    private static JsonObject Entry(ComparisonEntry entry) => new()
    {
        ["key"] = entry.Key,
        ["displayName"] = entry.DisplayName,
        ["isDeep"] = entry.IsDeep,
        ["configuration"] = JsonNode.Parse(entry.Configuration.ToJson()),
        ["failure"] = entry.Failure,
        ["metrics"] = new JsonObject(entry.Metrics.Select(m => KeyValuePair.Create<string, JsonNode?>(m.Name, Summary(m)))),
        ["verdict"] = entry.Verdict.ToString(),
        ["verdictText"] = entry.VerdictText,
        ["difference"] = entry.Difference is { } difference ? Difference(difference) : null,
        ["isTuned"] = entry.IsTuned,
        ["tuningSeconds"] = Number(entry.TuningSeconds),
        ["trainingSeconds"] = Number(entry.TrainingSeconds),
        ["scoringMicrosecondsPerRow"] = Number(entry.ScoringMicrosecondsPerRow),
        ["singleRowMicroseconds"] = Number(entry.SingleRowMicroseconds),
        ["peakMemoryBytes"] = entry.PeakMemoryBytes,
        ["memoryGrowthBytes"] = entry.MemoryGrowthBytes,
        ["modelBytes"] = entry.ModelBytes,
        ["folds"] = new JsonArray([.. entry.Folds.Select(Fold)]),
    };

    private static JsonObject Summary(MetricSummary metric) => new()
    {
        ["maximize"] = metric.Maximize,
        ["mean"] = Number(metric.Mean),
        ["standardDeviation"] = Number(metric.StandardDeviation),
        ["interval"] = Interval(metric.Interval),
    };

    private static JsonObject Difference(ComparisonDifference difference) => new()
    {
        ["mean"] = Number(difference.Mean),
        ["interval"] = Interval(difference.Interval),
        ["tTestPValue"] = Number(difference.TTestPValue),
        ["adjustedTTestPValue"] = Number(difference.AdjustedTTestPValue),
        ["wilcoxonPValue"] = Number(difference.WilcoxonPValue),
        ["adjustedWilcoxonPValue"] = Number(difference.AdjustedWilcoxonPValue),
        ["probabilityBetter"] = Number(difference.ProbabilityBetter),
        ["probabilityEquivalent"] = Number(difference.ProbabilityEquivalent),
        ["probabilityWorse"] = Number(difference.ProbabilityWorse),
    };

    private static JsonObject Fold(ComparisonFold fold) => new()
    {
        ["repeat"] = fold.Repeat,
        ["fold"] = fold.Fold,
        ["trainRows"] = fold.TrainRows,
        ["testRows"] = fold.TestRows,
        ["metrics"] = new JsonObject(fold.Metrics.Select(m => KeyValuePair.Create(m.Key, Number(m.Value)))),
        ["trainingSeconds"] = Number(fold.TrainingSeconds),
        ["scoringMicrosecondsPerRow"] = Number(fold.ScoringMicrosecondsPerRow),
        ["singleRowMicroseconds"] = Number(fold.SingleRowMicroseconds),
        ["peakMemoryBytes"] = fold.PeakMemoryBytes,
        ["memoryGrowthBytes"] = fold.MemoryGrowthBytes,
        ["tuning"] = fold.Tuning is { } tuning ? Tuning(tuning) : null,
    };

    private static JsonObject Tuning(FoldTuning tuning) => new()
    {
        ["configuration"] = JsonNode.Parse(tuning.Configuration.ToJson()),
        ["trials"] = tuning.Trials,
        ["seconds"] = Number(tuning.Seconds),
        ["value"] = Number(tuning.Value),
        ["failure"] = tuning.Failure,
    };

    private static JsonArray? Interval(ConfidenceInterval? interval) => interval is null ? null : new JsonArray(Number(interval.Low), Number(interval.High));

    // JSON has no NaN and no infinity.
    private static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
