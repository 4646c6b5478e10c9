using Microsoft.ML;
using MLNetDeep.AutoML;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;

namespace MLNetDeep.Cli.Tasks;

/// <summary>What the command line knows of a task: its labels, its catalog, its metrics, what it is compared with.</summary>
internal abstract class CommandTask
{
    private static readonly CommandTask[] _all = [new MulticlassCommand(), new BinaryCommand(), new MultiLabelCommand(), new RegressionCommand()];

    public static IReadOnlyList<CommandTask> All => _all;

    /// <summary>The names of all trainers of ML.NET's own; not every task has each.</summary>
    public static IEnumerable<string> AllBaselines => _all.SelectMany(t => t.Baselines).Distinct();

    /// <summary>The value of <c>--task</c>.</summary>
    public abstract string Key { get; }

    /// <summary>Whether the label is a number, or several, rather than text.</summary>
    public virtual bool HasNumericLabel => false;

    /// <summary>The names of the trainers of ML.NET's own for it; none where there are none.</summary>
    public IReadOnlyList<string> Baselines => [.. PredictionTask.Get(Key).Classical.Select(trainer => trainer.Key)];

    public static CommandTask Get(string key) =>
        Array.Find(_all, t => t.Key.Equals(key, StringComparison.OrdinalIgnoreCase))
        ?? throw new UsageException($"Unknown task '{key}'. Tasks are {string.Join(", ", _all.Select(t => t.Key))}.");

    /// <summary>What false and true stand for, where a model does not know that by itself; and why.</summary>
    public virtual (string[] Classes, string Why) Classes(LabelScan labels, string label, string? positive) => positive is null
        ? ([], "")
        : throw new UsageException($"--positive is about binary tasks, but the task is {Key}.");

    /// <summary>Turns the label as it stands in the data into the one that trainers take. Kept apart from the model, which then scores rows without a label.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="data">The rows.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="classes">The classes that were found in training, in the order of the model; null when they are to be found.</param>
    public abstract ITransformer FitLabels(MLContext ml, IDataView data, InputColumns columns, string[]? classes = null);

    /// <summary>The networks' catalog.</summary>
    public abstract DeepTaskCatalog Catalog(DeepCatalog deep);

    /// <summary>The step behind the network; null for none.</summary>
    public virtual IEstimator<ITransformer>? Names(MLContext ml) => null;

    /// <summary>The metrics of scored rows.</summary>
    /// <exception cref="CommandException">A score is not a finite number.</exception>
    public Dictionary<string, double> Evaluate(MLContext ml, IDataView scored, string label)
    {
        try
        {
            return new Dictionary<string, double>(PredictionTask.Get(Key, label).Evaluate(ml, scored));
        }
        catch (InvalidOperationException e)
        {
            throw new CommandException(e.Message, e);
        }
    }

    /// <summary>Names that metrics of the history have among those of <see cref="Evaluate"/>.</summary>
    public abstract IReadOnlyDictionary<string, string> InHistory { get; }
}
