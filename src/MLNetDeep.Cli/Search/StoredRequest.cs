using System.Text.Json.Nodes;
using MLNetDeep.AutoML;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Search;

/// <summary>What a sweep in a store was asked, for processes that work on it.</summary>
internal static class StoredRequest
{
    /// <summary>Reads it.</summary>
    /// <param name="location">The store.</param>
    /// <param name="name">The sweep; null where there is one alone.</param>
    /// <param name="data">Where the data lie for this process; null for where the first one read them.</param>
    public static SearchRequest Read(string location, string? name, string? data)
    {
        using ITrialStore store = StoredSweepRun.Open(location, name);
        SweepDefinition definition = SweepDefinition.FromJson(store.Definition);
        JsonObject source = definition.Source ?? throw new CommandException("The sweep was begun by a program of its own: only that can work on it.");
        var input = new InputRequest(definition.Task, data ?? (string)source["Data"]!, StoredForm.Read(source["Form"]), (string)source["Label"]!, (string?)source["Image"],
            [.. source["Features"]!.AsArray().Select(f => (string)f!)], (string?)source["Positive"])
        { Text = (string?)source["Text"], Group = (string?)source["Group"], Time = (string?)source["Time"] };
        return new SearchRequest(input)
        {
            Contenders = [.. definition.Contenders.Select(c => c.Key)],
            Validation = (string?)source["Validation"],
            Tuner = definition.Tuner,
            Pruner = definition.Pruner,
            Seed = definition.Seed,
            Folds = definition.Validation.Folds,
            HoldOut = definition.Validation.Fraction,
            Objectives = [.. definition.Objectives.Select(o => $"{o.Metric}:{(o.Maximize ? "max" : "min")}")],
            Constraints = [.. definition.Constraints.Select(c => FormattableString.Invariant($"{c.Metric}<={c.Maximum}"))],
            TrialTimeout = definition.TrialTimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Definition = definition,
            Store = location,
            Name = name ?? TrialStore.List(location)[0].Name,
        };
    }
}
