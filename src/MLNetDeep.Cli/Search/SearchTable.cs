using MLNetDeep.AutoML;
using MLNetDeep.Cli.Output;
using Spectre.Console;

namespace MLNetDeep.Cli.Search;

/// <summary>The leaderboard of a sweep in the terminal.</summary>
internal static class SearchTable
{
    private const int MostRows = 10;

    /// <summary>The first rows of the leaderboard.</summary>
    public static Table Of(SweepResult result) => Of(result.Leaderboard, result.Objectives);

    /// <summary>The first rows of a leaderboard.</summary>
    public static Table Of(IReadOnlyList<Trial> ordered, IReadOnlyList<Objective> objectives)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns(["Rank", "Trial", "Contender", .. objectives.Select(o => o.Metric), "Train s", "µs/row", "Hyperparameters"]);
        foreach ((Trial trial, int rank) in ordered.Take(MostRows).Select((t, i) => (t, i + 1)))
            table.AddRow([.. Cells(trial, rank, objectives).Select(Markup.Escape)]);
        return table;
    }

    /// <summary>What the result is, in a sentence.</summary>
    public static string Summary(SweepResult result)
    {
        string trials = string.Join(", ", result.Trials.GroupBy(t => t.State).OrderBy(g => g.Key).Select(g => $"{g.Count()} {g.Key.ToString().ToLowerInvariant()}"));
        string model = result.Members.Count == 1 && result.Members[0].Trial == result.Best.Number
            ? $"trial {result.Best.Number} ({result.Split(result.Best).Contender.DisplayName})"
            : $"the weighted mean of {string.Join(", ", result.Members.Select(m => FormattableString.Invariant($"trial {m.Trial} ({Name(result, m)}, {100 * m.Weight:0} %)")))}{(double.IsNaN(result.Value) ? "" : $", {result.Objectives[0].Metric} {MetricTable.Number(result.Value)} on the validation rows")}";
        return $"{result.Trials.Count} trials ({trials}) in {ProgressText.Duration(result.Elapsed)}. The model: {model}.";
    }

    private static string Name(SweepResult result, EnsembleMember member) => result.Split(result.Trials.First(t => t.Number == member.Trial)).Contender.DisplayName;

    private static IEnumerable<string> Cells(Trial trial, int rank, IReadOnlyList<Objective> objectives)
    {
        bool isCompleted = trial.State == TrialState.Completed;
        yield return isCompleted ? $"{rank}" : "";
        yield return $"{trial.Number}";
        yield return trial.Configuration.TryGet("contender", out object? key) ? $"{key}" : "";
        for (int i = 0; i < objectives.Count; i++)
            yield return isCompleted ? MetricTable.Number(trial.Values[i]) : trial.State.ToString().ToLowerInvariant();
        yield return Cost(trial, "TrainingSeconds");
        yield return Cost(trial, "ScoringMicrosecondsPerRow");
        yield return isCompleted || trial.Reason is null ? Own(trial, key as string) : trial.Reason;
    }

    private static string Cost(Trial trial, string name) => trial.Metrics.TryGetValue(name, out double value) ? FormattableString.Invariant($"{value:0.0}") : "";

    private static string Own(Trial trial, string? key)
    {
        string text = trial.Configuration.ToString();
        return key is null ? text : text.Replace(key + ".", "").Replace($", contender={key}", "").Replace($"contender={key}, ", "").Replace($"contender={key}", "");
    }
}
