using System.Text.Json.Nodes;
using MLNetDeep.AutoML;
using MLNetDeep.Cli.Tasks;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Output;

/// <summary>What <c>compare --json</c> writes.</summary>
internal static class CompareJson
{
    /// <summary>Means under ML.NET's names by contender, deviations beside them.</summary>
    public static JsonObject Metrics(Comparison comparison) =>
        new(comparison.Entries.Where(e => e.Failure is null).Select(e => KeyValuePair.Create<string, JsonNode?>(e.Key, Means(e))));

    /// <summary>All figures, intervals, tests and verdicts.</summary>
    public static JsonObject Whole(Comparison comparison) => JsonNode.Parse(comparison.ToJson())!.AsObject();

    /// <summary>Everything that decided the result.</summary>
    public static JsonObject Options(CompareRequest request, CommandTask task)
    {
        var options = new JsonObject { ["Task"] = task.Key, ["Folds"] = request.Folds, ["Repeats"] = request.Repeats, ["Seed"] = request.Seed, ["Rope"] = request.Rope };
        if (request.IsTuned)
            options["Tuning"] = new JsonObject { ["BudgetSeconds"] = request.TuningBudget?.TotalSeconds, ["Trials"] = request.TuningTrials, ["Tuner"] = request.Tuner };
        foreach (NetworkRequest network in request.Networks)
        {
            JsonObject values = Networks.Values(Networks.Stated(network));
            // Where they are not stated they follow from the columns.
            if (!network.Set.Any(s => s.TrimStart().StartsWith(nameof(CombinedTrainerOptions.Parts) + "=", StringComparison.OrdinalIgnoreCase)))
                values.Remove(nameof(CombinedTrainerOptions.Parts));
            options[network.Arch] = values;
        }
        return options;
    }

    private static JsonObject Means(ComparisonEntry entry)
    {
        var values = new Dictionary<string, double>();
        foreach (string name in entry.Folds[0].Metrics.Keys)
        {
            double[] folds = [.. entry.Folds.Select(f => f.Metrics[name]).Where(double.IsFinite)];
            (values[name], values[name + "StandardDeviation"]) = (AutoML.Statistics.Sample.Mean(folds), AutoML.Statistics.Sample.StandardDeviation(folds));
        }
        values["TrainingSeconds"] = entry.TrainingSeconds;
        values["ScoringMicrosecondsPerRow"] = entry.ScoringMicrosecondsPerRow;
        return ResultJson.Numbers(values);
    }
}
