using Microsoft.ML;

namespace MLNetDeep.Testing;

/// <summary>What is held to the contract: a way to make the trainer, and its feature columns.</summary>
public sealed record ContractSubject
{
    /// <summary>Its name in messages.</summary>
    public required string Name { get; init; }

    /// <summary>Makes options that train in a second or two; the contract changes some of them before it makes a trainer.</summary>
    public required Func<TrainerOptions> Options { get; init; }

    /// <summary>What the trainer is asked. Multiclass unless stated.</summary>
    public ContractTask Task { get; init; } = ContractTask.Multiclass;

    /// <summary>The columns of <see cref="ContractData"/> that the trainer learns from. The pictures unless stated.</summary>
    public IReadOnlyList<string> Features { get; init; } = [ContractData.Features];

    /// <summary>Makes the trainer for the columns of <see cref="ContractData"/>.</summary>
    public required Func<MLContext, TrainerOptions, DeepTrainer> Trainer { get; init; }

    /// <summary>Changes options so that 16 rows are memorized: many epochs, no dropout.</summary>
    public Action<TrainerOptions> Memorize { get; init; } = _ => { };

    /// <summary>
    /// Loads a saved model in a fresh process and gives the scores of the rows of <see cref="ContractData.Create"/> that it
    /// is told the number of; left out where there is no way to start one.
    /// </summary>
    public Func<string, int, float[][]>? ScoreInFreshProcess { get; init; }

    /// <summary>The contract's subject for an architecture of the registry.</summary>
    public static ContractSubject For(Architecture architecture) => For(architecture, ContractTask.Multiclass);

    /// <summary>The contract's subject for an architecture of the registry and a task.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="task">The task.</param>
    /// <param name="features">The columns of <see cref="ContractData"/> that it learns from; those of its kind of input when null.</param>
    public static ContractSubject For(Architecture architecture, ContractTask task, IReadOnlyList<string>? features = null) => new()
    {
        Name = ReferenceEquals(task, ContractTask.Multiclass) ? architecture.Key : $"{architecture.Key} {task.Name}",
        Task = task,
        Features = features ?? FeaturesOf(architecture),
        Options = () =>
        {
            var options = architecture.CreateSmallOptions();
            if (options is CombinedTrainerOptions combined) combined.Parts = ContractData.PartsFor(combined);
            if (options is SequenceTrainerOptions sequences) sequences.Channels = ContractData.Channels;
            options.MaxEpochs = 3;
            task.Prepare(options);
            return options;
        },
        Trainer = (ml, options) => task.Catalog(ml.Deep()).FromArchitecture(architecture, task.Label, features ?? FeaturesOf(architecture), options),
        Memorize = options =>
        {
            DropNothing(options);
            if (options is CombinedTrainerOptions combined)
                foreach (var part in combined.Parts) DropNothing(part.Options);
        },
    };

    private static void DropNothing(TrainerOptions options)
    {
        foreach (var option in OptionCatalog.Describe(options.GetType()).Where(o => o.Name == "DropPath" || o.Name.EndsWith("Dropout", StringComparison.Ordinal)))
            OptionCatalog.Set(options, option.Name, "0");
    }

    private static IReadOnlyList<string> FeaturesOf(Architecture architecture) => architecture.CreateOptions() is CombinedTrainerOptions combined
        ? [.. ContractData.PartsFor(combined).SelectMany(part => part.Columns!)]
        : ContractData.ColumnsOf(architecture.InputKind);
}
