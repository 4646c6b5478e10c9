namespace MLNetDeep.AutoML.Reports;

/// <summary>Makes the document of a sweep from its result, or from what its store holds.</summary>
internal static class SweepPages
{
    /// <summary>Of a sweep that is over.</summary>
    public static SweepDocument Of(SweepResult result, string title, string commandLine)
    {
        SweepDocument document = SweepDocument.From(result.Space, result.Objectives, result.Trials, title) with
        {
            Task = $"{result.Task.Key}, label '{result.Task.LabelColumnName}'",
            Data = new ReportData("training rows", result.Data.Count, result.Data.Features.Names.Length),
            Reported = result.Task.ReportedMetric,
            Constraints = result.Settings.Constraints,
            Settings = new ReportSettings
            {
                Tuner = result.TunerName,
                Pruner = result.Settings.Pruner?.Name ?? "none",
                Seed = result.Settings.Seed,
                Budget = Budget(result.Settings),
                Validation = result.Data.Validation.ToString(),
            },
            Ensemble = [.. result.Members.Select(m => new ReportMember(m.Trial, Name(result, m.Trial), m.Weight))],
            Repetition = ReportRepetition.Of(commandLine),
        };
        return WithPredictions(document, result);
    }

    /// <summary>Of a stored sweep, which may be running, with all reports.</summary>
    public static SweepDocument Of(ITrialStore store, string title, string commandLine) => Of(SweepDefinition.FromJson(store.Definition), store.Read(), 0, title, commandLine);

    /// <summary>Of a stored sweep, with as many reports as a page has: no others are read.</summary>
    public static SweepDocument ForPage(ITrialStore store, string title, string commandLine)
    {
        SweepDefinition definition = SweepDefinition.FromJson(store.Definition);
        return store is DatabaseStore database
            ? Of(definition, database.ReadForPage(definition.Objectives, out int omitted), omitted, title, commandLine)
            : Of(store, title, commandLine);
    }

    private static SweepDocument Of(SweepDefinition definition, IReadOnlyList<Trial> trials, int omitted, string title, string commandLine)
    {
        return SweepDocument.From(definition.ToSpace().Space, definition.Objectives, trials, title) with
        {
            CurvesOmitted = omitted,
            Task = $"{definition.Task}, label '{definition.Label}'",
            Data = new ReportData((string?)definition.Source?["Data"] ?? "training rows", definition.Rows, definition.Columns.Count),
            Reported = PredictionTask.Get(definition.Task, definition.Label).ReportedMetric,
            Constraints = definition.Constraints,
            Settings = new ReportSettings { Tuner = definition.Tuner, Pruner = definition.Pruner, Seed = definition.Seed, Validation = definition.Validation.ToValidation()?.ToString() ?? "rows given" },
            Repetition = ReportRepetition.Of(commandLine),
        };
    }

    private static string Name(SweepResult result, int trial) => result.Split(result.Trials.First(t => t.Number == trial)).Contender.DisplayName;

    private static string Budget(SweepSettings settings) => string.Join(", ", new[]
    {
        settings.Budget is { } time ? FormattableString.Invariant($"{time.TotalMinutes:0.##} min") : null,
        settings.MaxTrials < int.MaxValue ? $"{settings.MaxTrials} trials" : null,
    }.OfType<string>());

    private static SweepDocument WithPredictions(SweepDocument document, SweepResult result)
    {
        if (result.Predictions is not { } predictions || result.Data.Truth is not { } truth || predictions.Rows != truth.Values.Length)
            return document;
        return result.Task.Key switch
        {
            "binary" => document.WithBinary([.. truth.Values.Select(v => v > 0)], [.. predictions.Values.Select(v => (double)v)]),
            "multiclass" => Multiclass(document, result, predictions, truth),
            _ => document.WithRegression([.. truth.Values.Select(v => (double)v)], [.. predictions.Values.Select(v => (double)v)]),
        };
    }

    private static SweepDocument Multiclass(SweepDocument document, SweepResult result, Predictions predictions, Truth truth)
    {
        IReadOnlyList<string> names = new Tasks.MulticlassTask().ReadLabel(result.Data.Rows.Schema, result.Task.LabelColumnName).Names;
        float[][] rows = [.. predictions.Values.Chunk(predictions.Width)];
        int[] best = [.. rows.Select(row => Array.IndexOf(row, row.Max()))];
        // One-versus-all trainers give probabilities that do not sum to one.
        return document.WithMulticlass(names, [.. truth.Values.Select(v => (int)v)], best, [.. rows.Select((row, i) => Math.Clamp(row[best[i]] / Math.Max(1e-9, row.Sum()), 0, 1.0))]);
    }
}
