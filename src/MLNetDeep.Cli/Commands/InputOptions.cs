using System.CommandLine;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Tasks;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Commands;

/// <summary>The options that say what to learn from: data, task and columns.</summary>
/// <param name="takesSeveral">Whether images, texts and other columns may be named side by side.</param>
internal sealed class InputOptions(bool takesSeveral = false)
{
    private readonly Option<string> _data = SharedOptions.Data();
    private readonly FormOptions _form = new();
    private readonly Option<string?> _task = new("--task")
    {
        Description = $"The task: {string.Join(", ", CommandTask.All.Select(t => t.Key))}. Inferred from the label if not given.",
        HelpName = "T",
    };
    private readonly Option<string?> _label = new("--label")
    {
        Description = "Column with the label; several as A,B,… In a folder of images it is the name of the folder, of graphs a property.",
        HelpName = "L",
        DefaultValueFactory = _ => "Label",
    };
    private readonly Option<string?> _positive = new("--positive")
    {
        Description = "The class whose probability a binary model predicts. If not given: the one that means yes, else the rarer one.",
        HelpName = "CLASS",
    };
    private readonly Option<string?> _image = new("--image") { Description = "Column with paths of images.", HelpName = "COL" };
    private readonly Option<string[]> _features = new("--features")
    {
        Description = "Feature columns: names, ranges (p0..p63) and patterns (p*). If not given: for tabular networks all others that carry information, for other networks all numeric ones.",
        HelpName = "A,B,…",
        DefaultValueFactory = _ => [],
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string?> _group = new("--group") { Description = "Group column (a patient, a customer): rows of one group are never split between training and validation, or between folds. It is not a feature.", HelpName = "COL" };
    private readonly Option<string?> _time = new("--time") { Description = "Time column of dates or numbers: the latest rows are the validation set, and each fold is measured by a model trained on earlier rows.", HelpName = "COL" };
    private readonly Option<string?> _text = new("--text")
    {
        Description = takesSeveral
            ? "Column with text, or several: A,B. Beside --image or --features they are learnt from together. Columns of sentences are found by themselves where nothing is named."
            : "Column with text, for a network for text. Found by itself where there is one column of sentences and --arch is a network for text.",
        HelpName = "COL"
    };

    public void AddTo(Command command)
    {
        command.Add(_data);
        foreach (Option option in new Option[] { _task, _label, _positive, _image, _features, _group, _time, _text })
            command.Add(option);
        _form.AddTo(command);
    }

    /// <summary>What stands on the command line for a model that is trained further: it knows its task and columns, and takes no others.</summary>
    public InputRequest Read(ParseResult parsed, ModelRecord model)
    {
        Same(parsed, _task, model.Task);
        Same(parsed, _label, model.Columns.Label);
        Same(parsed, _image, model.Columns.Image);
        if (parsed.GetResult(_features) is { Implicit: false } || parsed.GetResult(_text) is { Implicit: false })
            throw new UsageException("The model in --from knows its input columns: leave out --features and --text.");
        return new InputRequest(model.Task, parsed.GetRequiredValue(_data), _form.Read(parsed), model.Columns.Label, model.Columns.Image, [], null) { Group = parsed.GetValue(_group), Time = parsed.GetValue(_time) };
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
        string? task = parsed.GetValue(_task) is { } key ? CommandTask.Get(key).Key : null;
        (string? image, string? text) = (parsed.GetValue(_image), parsed.GetValue(_text));
        string[] features = parsed.GetValue(_features) ?? [];
        if (parsed.GetValue(_group) is not null && parsed.GetValue(_time) is not null)
            throw new UsageException("Give either --group or --time, not both.");
        if (!takesSeveral && new[] { image is null ? "" : "--image", text is null ? "" : "--text", features.Length == 0 ? "" : "--features" }.Where(o => o.Length > 0).ToArray() is [var first, var second, ..])
            throw new UsageException($"Give either {first} or {second}, not both.");
        return new InputRequest(
            task, parsed.GetRequiredValue(_data), _form.Read(parsed), parsed.GetRequiredValue(_label)!, image, features, parsed.GetValue(_positive))
        { Text = text, Group = parsed.GetValue(_group), Time = parsed.GetValue(_time) };
    }
}
