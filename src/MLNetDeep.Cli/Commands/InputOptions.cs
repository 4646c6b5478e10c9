using System.CommandLine;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;
using MLNetDeep.Cli.Tasks;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Commands;

/// <summary>The options that say what to learn from: data, task and columns.</summary>
internal sealed class InputOptions
{
    private readonly Option<string> _data = SharedOptions.Data();
    private readonly Option<string?> _separator = SharedOptions.Separator();
    private readonly Option<string?> _task = new("--task")
    {
        Description = $"What the model is asked: {string.Join(", ", CommandTask.All.Select(t => t.Key))}.",
        HelpName = "T",
        DefaultValueFactory = _ => "multiclass",
    };
    private readonly Option<string?> _label = new("--label")
    {
        Description = "Column with the label; several as A,B,… In a folder of images it is the name of the folder.",
        HelpName = "L",
        DefaultValueFactory = _ => "Label",
    };
    private readonly Option<string?> _image = new("--image") { Description = "Column with paths of images.", HelpName = "COL" };
    private readonly Option<string[]> _features = new("--features")
    {
        Description = "Columns to learn from: names, ranges (p0..p63) and patterns (p*). If not given: all others for networks for tables, text as categories; else all numeric ones.",
        HelpName = "A,B,…",
        DefaultValueFactory = _ => [],
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<bool> _skipBad = SharedOptions.SkipBad();
    private readonly Option<string?> _text = new("--text") { Description = "Column with text.", HelpName = "COL" };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _data, _separator, _task, _label, _image, _skipBad, _features, _text })
            command.Add(option);
    }

    /// <summary>What stands on the command line for a model that is trained further: it knows its task and columns, and takes no others.</summary>
    public InputRequest Read(ParseResult parsed, ModelRecord model)
    {
        Same(parsed, _task, model.Task);
        Same(parsed, _label, model.Columns.Label);
        Same(parsed, _image, model.Columns.Image);
        if (parsed.GetResult(_features) is { Implicit: false } || parsed.GetResult(_text) is { Implicit: false })
            throw new UsageException("The model in --from knows which columns it is fed with: leave out --features and --text.");
        return new InputRequest(CommandTask.Get(model.Task), parsed.GetRequiredValue(_data), parsed.GetValue(_separator), model.Columns.Label, model.Columns.Image, [])
        {
            SkipBad = parsed.GetValue(_skipBad),
        };
    }

    /// <summary>Refuses what was said otherwise than the model has it.</summary>
    public static void Same(ParseResult parsed, Option<string?> option, string? known)
    {
        if (parsed.GetResult(option) is { Implicit: false } && parsed.GetValue(option) is { } said && !said.Equals(known, StringComparison.OrdinalIgnoreCase))
            throw new UsageException($"The model in --from was trained with {option.Name} {known ?? "not given"}, not {said}.");
    }

    /// <summary>What stands on the command line, held against what there is.</summary>
    public InputRequest Read(ParseResult parsed)
    {
        CommandTask task = CommandTask.Get(parsed.GetRequiredValue(_task)!);
        if (parsed.GetValue(_text) is { } text)
            throw new UsageException($"--text {text}: there is no architecture for text; 'mlnetdeep list' shows what each one takes.");
        string? image = parsed.GetValue(_image);
        string[] features = parsed.GetValue(_features) ?? [];
        if (image is not null && features.Length > 0)
            throw new UsageException("Give either --image or --features, not both.");
        return new InputRequest(
            task, parsed.GetRequiredValue(_data), parsed.GetValue(_separator), parsed.GetRequiredValue(_label)!, image, features)
        {
            SkipBad = parsed.GetValue(_skipBad),
        };
    }
}

/// <summary>What to learn from.</summary>
internal sealed record InputRequest(
    CommandTask Task, string DataPath, string? Separator, string Label, string? Image, string[] Features)
{
    /// <summary>Whether images that cannot be read are left out.</summary>
    public bool SkipBad { get; init; }

    public DataSource Open(string? path = null) => DataSource.Open(path ?? DataPath, Separator);

    /// <summary>Which columns are what.</summary>
    /// <param name="source">The data.</param>
    /// <param name="networks">What learns from them: networks for tables take categories unasked.</param>
    public InputColumns Columns(DataSource source, params Architecture[] networks) =>
        source.Choose(Label, Image, Features, networks.Length > 0 && Array.TrueForAll(networks, n => n.InputKind == InputKind.Table)) with { HasNumericLabel = Task.HasNumericLabel };
}
