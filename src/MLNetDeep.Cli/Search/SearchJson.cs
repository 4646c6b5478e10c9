using System.Text.Json.Nodes;
using MLNetDeep.AutoML;

namespace MLNetDeep.Cli.Search;

/// <summary>What <c>--json</c> says of a search beside the metrics.</summary>
internal static class SearchJson
{
    /// <summary>What was asked.</summary>
    public static JsonObject Options(SearchRequest request) => new()
    {
        ["Tuner"] = request.Tuner,
        ["Pruner"] = request.Pruner,
        ["BudgetSeconds"] = request.Budget?.TotalSeconds,
        ["Trials"] = request.Trials,
        ["Seed"] = request.Seed,
        ["Contenders"] = new JsonArray([.. request.Contenders.Select(c => (JsonNode)c)]),
    };

    /// <summary>What was asked, and what came of it.</summary>
    public static JsonObject Of(SearchRequest request, SweepResult result)
    {
        JsonObject json = Options(request);
        json["Task"] = result.Task.Key;
        json["Best"] = JsonNode.Parse(result.Best.Configuration.ToJson());
        json["BestValue"] = result.Best.Values[0];
        json["Objective"] = result.Objectives[0].Metric;
        json["TrialsRun"] = result.Trials.Count;
        json["MeasuredOn"] = request.Test ?? "validation";
        json["Ensemble"] = new JsonArray([.. result.Members.Select(m => (JsonNode)new JsonObject { ["Trial"] = m.Trial, ["Weight"] = m.Weight })]);
        return json;
    }
}
