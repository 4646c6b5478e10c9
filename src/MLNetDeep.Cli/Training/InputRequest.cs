using MLNetDeep.Cli.Data;
using MLNetDeep.Cli.Tasks;

namespace MLNetDeep.Cli.Training;

/// <summary>What to learn from.</summary>
internal sealed record InputRequest(
    string? TaskKey, string DataPath, TableFileOptions Form, string Label, string? Image, string[] Features, string? Positive)
{
    /// <summary>The column of text; null where none was named.</summary>
    public string? Text { get; init; }

    /// <summary>The columns with paths of images that a network over several inputs takes.</summary>
    public string[] Pictures { get; init; } = [];

    /// <summary>The column whose rows of one value stay together; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>The column by which rows are ordered; null for none.</summary>
    public string? Time { get; init; }

    /// <summary>The column with the weights of rows; null for none.</summary>
    public string? Weight { get; init; }

    /// <summary>Whether the data are images: then the default network is one for images.</summary>
    public bool HasImages => Image is not null || Directory.Exists(DataPath);

    /// <summary>Opens the data, and finds the task where none was named.</summary>
    public OpenedInput Open(ModelRecord? model = null)
    {
        DataSource source = DataSource.Open(DataPath, Form, model?.Columns.TableLayout);
        if (TaskKey is not null)
            return new OpenedInput(this, source, CommandTask.Get(TaskKey), null);
        (CommandTask task, string why) = TaskFinder.Find(source, Label);
        return new OpenedInput(this, source, task, why);
    }
}
