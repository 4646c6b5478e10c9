using System.Text.Json.Nodes;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;
using MLNetDeep.Cli.Output;
using static System.FormattableString;

namespace MLNetDeep.Cli.Training;

/// <summary>Turns what the command line says about a network into the product's options.</summary>
internal static class Networks
{
    /// <summary>The architecture where none was named: over many data sets the best one that trains in minutes.</summary>
    public static string Default(OpenedInput input) =>
        input.Source is GraphSource graphs ? graphs.HasEdgeProperties ? "gine" : "gin" : input.Source.Files == FileKind.Sounds ? "audiocnn" : input.Request.HasImages ? "cnn" : input.Request.Text is not null || IsOneText(input) ? "textcnn" : input.Source is TableSource { File.Columns.Count: > WidestForTabM } ? "mlp" : "tabm";

    // Sentences, and nothing else that something can be learnt from.
    public static bool IsOneText(OpenedInput input) => input.Source is TableSource { File: { } file } && input.Request.Features.Length == 0
        && file.Columns.Where(c => c.Name != input.Request.Label && !input.Request.Label.Split(',').Contains(c.Name) && (c.Useless is null || c.Kind == ColumnKind.Text)).ToArray() is [{ Kind: ColumnKind.Text }];

    // Of more columns TabM's embeddings take gigabytes.
    private const int WidestForTabM = 300;

    public static Architecture Find(string key)
    {
        try
        {
            return ArchitectureRegistry.Get(key);
        }
        catch (ArgumentException e)
        {
            throw new UsageException(WithoutParameter(e));
        }
    }

    /// <summary>Options with everything that was asked set, checked as a whole.</summary>
    /// <param name="options">What they are to begin with; changed.</param>
    /// <param name="request">What was asked.</param>
    public static TrainerOptions Options(TrainerOptions options, NetworkRequest request)
    {
        try
        {
            // What has an option of its own comes last: it counts more than --set.
            OptionCatalog.Apply(options, request.Set.Concat(Own(request)).Select(Split));
        }
        catch (ArgumentException e)
        {
            throw new UsageException(WithoutParameter(e));
        }
        return options;
    }

    /// <summary>What was asked of a network for several inputs or one, whose inputs follow from columns that are not known here.</summary>
    public static TrainerOptions Stated(NetworkRequest request)
    {
        TrainerOptions options = Find(request.Arch).CreateOptions();
        if (options is CombinedTrainerOptions several)
            several.Parts = [new("A", new TextCnnOptions()), new("B", new TextCnnOptions())];
        return Options(options, request);
    }

    /// <summary>The column that weighs rows, as users call it; null for none.</summary>
    public static string? Weight(TrainerOptions options) => options.ExampleWeightColumnName is { } name && name.StartsWith(TableSource.NameOfKept(""), StringComparison.Ordinal)
        ? name[TableSource.NameOfKept("").Length..]
        : options.ExampleWeightColumnName;

    /// <summary>Every option by name, for reports.</summary>
    public static JsonObject Values(TrainerOptions options) => ResultJson.Values(
        OptionCatalog.Describe(options.GetType()).Select(o => KeyValuePair.Create(o.Name, options.GetType().GetProperty(o.Name)!.GetValue(options))));

    // Options of the network that the command line has options for.
    private static IEnumerable<string> Own(NetworkRequest request)
    {
        if (request.Seed is { } seed)
            yield return Invariant($"{nameof(TrainerOptions.Seed)}={seed}");
        if (request.MaxEpochs is { } epochs)
            yield return Invariant($"{nameof(TrainerOptions.MaxEpochs)}={epochs}");
        if (request.Validation is { } validation)
            yield return Invariant($"{nameof(TrainerOptions.ValidationFraction)}={validation}");
        if (request.Ratios is { } ratios)
            yield return Invariant($"{nameof(TableTrainerOptions.RatioFeatures)}={ratios}");
        if (request.Checkpoint is { } checkpoint)
            yield return $"{nameof(TrainerOptions.CheckpointPath)}={checkpoint}";
    }

    private static KeyValuePair<string, string> Split(string assignment)
    {
        int equals = assignment.IndexOf('=');
        return equals < 1
            ? throw new UsageException($"--set wants Option=Value, but was '{assignment}'.")
            : KeyValuePair.Create(assignment[..equals].Trim(), assignment[(equals + 1)..].Trim());
    }

    /// <summary>The message without the parameter's name that .NET appends, which means nothing on a command line.</summary>
    public static string WithoutParameter(ArgumentException e) =>
        (e.ParamName is null ? e.Message : e.Message.Replace($" (Parameter '{e.ParamName}')", "")).Split($"{Environment.NewLine}Actual value was")[0];
}
