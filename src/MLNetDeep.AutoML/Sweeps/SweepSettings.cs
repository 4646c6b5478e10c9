namespace MLNetDeep.AutoML;

/// <summary>Everything that was asked of a sweep.</summary>
internal sealed record SweepSettings
{
    public IReadOnlyList<Contender> Contenders { get; init; } = [];

    public IReadOnlyList<string> ContenderKeys { get; init; } = [];

    public IReadOnlyList<Objective> Objectives { get; init; } = [];

    public IReadOnlyList<Constraint> Constraints { get; init; } = [];

    public ITuner? Tuner { get; init; }

    public IPruner? Pruner { get; init; }

    public SweepValidation Validation { get; init; } = SweepValidation.Auto;

    public TimeSpan? Budget { get; init; }

    public int MaxTrials { get; init; } = int.MaxValue;

    public double? Target { get; init; }

    public TimeSpan? TrialTimeout { get; init; }

    public int Parallel { get; init; } = 1;

    /// <summary>Threads of each trial; 0 for the processors shared among the trials at once.</summary>
    public int Threads { get; init; }

    public int Seed { get; init; } = 1;

    public int EnsembleSize { get; init; } = 12;

    public bool Refits { get; init; } = true;

    public IReadOnlyList<string>? FeatureColumnNames { get; init; }

    public string? ImageColumnName { get; init; }

    public IReadOnlyList<string>? TextColumnNames { get; init; }

    /// <summary>What the columns of graphs are called; null where that was not said.</summary>
    public GraphTrainerOptions? Graph { get; init; }

    /// <summary>The column of sounds; null for others.</summary>
    public SoundColumn? Sound { get; init; }

    public string? Store { get; init; }

    public string Name { get; init; } = "sweep";

    /// <summary>What the command line notes in the store, so that other processes find the data.</summary>
    public System.Text.Json.Nodes.JsonObject? Source { get; init; }

    public SweepControl? Control { get; init; }

    public Action<SweepProgress>? OnProgress { get; init; }

    /// <summary>Where a promising model is kept while the sweep runs, so that there is one after a crash; null for nowhere.</summary>
    public Action<Trial, Microsoft.ML.ITransformer>? OnBest { get; init; }

    /// <summary>How a process is started that runs trials; null where they run in this one.</summary>
    public Func<TrialWorker, System.Diagnostics.ProcessStartInfo>? Isolation { get; init; }

    /// <summary>Whether this process runs trials for another one.</summary>
    public bool IsTrialProcess { get; init; }

    /// <summary>Bytes of memory that all trials at once may take; null for the default part of what there is.</summary>
    public long? MemoryBudget { get; init; }

    /// <summary>Bytes of GPU memory that a network may take; null where it is not estimated.</summary>
    public long? GpuMemoryBudget { get; init; }

    /// <summary>Bytes of memory that each of the trials at once may take.</summary>
    public long MemoryBudgetOfTrial => (MemoryBudget ?? AutoML.MemoryBudget.Default) / Parallel;

    /// <summary>Threads of each of the trials at once; 0 for all.</summary>
    public int ThreadsOfTrial => Threads > 0 ? Threads : Parallel > 1 ? Math.Max(1, Environment.ProcessorCount / Parallel) : 0;

    /// <summary>Whether there is something that ends the sweep.</summary>
    public bool Ends => Budget is not null || MaxTrials < int.MaxValue || Tuner?.Name == "grid";

    /// <summary>The same for one that runs trials for another process.</summary>
    public SweepSettings ForTrialProcess(SweepLimits limits) => Bounded(limits) with { Isolation = null, IsTrialProcess = true, MemoryBudget = ParentProcess.Memory ?? MemoryBudgetOfTrial, Parallel = 1, Threads = ParentProcess.Threads, OnBest = null, OnProgress = null };

    /// <summary>The same with the limits of a store where it has none of its own.</summary>
    public SweepSettings Within(SweepLimits limits) => Ends ? this : Bounded(limits);

    private SweepSettings Bounded(SweepLimits limits) => this with
    {
        MaxTrials = limits.MaxTrials ?? int.MaxValue,
        Budget = limits.Ends is { } end ? TimeSpan.FromTicks(Math.Max(0, (end - DateTimeOffset.UtcNow).Ticks)) : null,
    };
}

/// <summary>What a sweep tells while it runs.</summary>
/// <param name="Trials">All trials so far.</param>
/// <param name="Best">The best completed one that keeps the constraints; null before there is one.</param>
/// <param name="Elapsed">Time since this run of the sweep began.</param>
/// <param name="Remaining">What is left of the time budget; null where there is none.</param>
/// <param name="Stage">What is being done: <c>searching</c>, <c>combining the best trials</c>, <c>training the best on all rows</c>.</param>
public sealed record SweepProgress(IReadOnlyList<Trial> Trials, Trial? Best, TimeSpan Elapsed, TimeSpan? Remaining, string Stage);
