using System.Text.Json.Nodes;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Output;

namespace MLNetDeep.Cli.Training;

/// <summary>Turns what the command line says about a network into the product's options.</summary>
internal static class Networks
{
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

    /// <summary>The defaults of the architecture with everything that was asked set, checked as a whole.</summary>
    public static TrainerOptions Options(Architecture architecture, NetworkRequest request)
    {
        TrainerOptions options = architecture.CreateOptions();
        try
        {
            foreach (string assignment in request.Set)
                Assign(options, assignment);
            options.Seed = request.Seed ?? options.Seed;
            options.MaxEpochs = request.MaxEpochs ?? options.MaxEpochs;
            options.ValidationFraction = request.Validation ?? options.ValidationFraction;
            options.Validate();
        }
        catch (ArgumentException e)
        {
            throw new UsageException(WithoutParameter(e));
        }
        return options;
    }

    /// <summary>Every option by name, for reports.</summary>
    public static JsonObject Values(TrainerOptions options) => ResultJson.Values(
        OptionCatalog.Describe(options.GetType()).Select(o => KeyValuePair.Create(o.Name, options.GetType().GetProperty(o.Name)!.GetValue(options))));

    private static void Assign(TrainerOptions options, string assignment)
    {
        int equals = assignment.IndexOf('=');
        if (equals < 1)
            throw new UsageException($"--set wants Option=Value, but was '{assignment}'.");
        OptionCatalog.Set(options, assignment[..equals].Trim(), assignment[(equals + 1)..].Trim());
    }

    // .NET appends the parameter's name to the message, which means nothing on a command line.
    private static string WithoutParameter(ArgumentException e) =>
        e.ParamName is null ? e.Message : e.Message.Replace($" (Parameter '{e.ParamName}')", "");
}
