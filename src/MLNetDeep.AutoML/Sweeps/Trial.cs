namespace MLNetDeep.AutoML;

/// <summary>Where a trial stands.</summary>
public enum TrialState
{
    /// <summary>It was proposed and waits for a worker.</summary>
    Waiting,

    /// <summary>A worker is at it.</summary>
    Running,

    /// <summary>It ended and has its values.</summary>
    Completed,

    /// <summary>A pruner stopped it; what it had reported is kept.</summary>
    Pruned,

    /// <summary>It ended with an error, which is kept.</summary>
    Failed,

    /// <summary>It was not begun, or was stopped because the user or a budget said so; the reason is kept.</summary>
    Skipped,
}

/// <summary>What a trial reported on its way: the watched metric after an epoch or so many iterations.</summary>
/// <param name="Fold">The fold, from 0.</param>
/// <param name="Step">The epoch or iteration, from 1.</param>
/// <param name="Value">What the task reports (<see cref="PredictionTask.ReportedMetric"/>) on validation rows; after a fold, on the rows of that fold.</param>
/// <param name="Seconds">Seconds since the trial started.</param>
public sealed record TrialReport(int Fold, int Step, double Value, double Seconds);

/// <summary>One trial of a sweep: a configuration, and what came of it.</summary>
public sealed record Trial
{
    /// <summary>Its number in the sweep, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Its hyperparameters.</summary>
    public required Configuration Configuration { get; init; }

    /// <summary>Who proposed it: the name of a tuner, <c>portfolio</c>, or <c>user</c>.</summary>
    public required string ProposedBy { get; init; }

    /// <summary>Where it stands.</summary>
    public required TrialState State { get; init; }

    /// <summary>The value of each objective, in their order; empty before it is completed.</summary>
    public IReadOnlyList<double> Values { get; init; } = [];

    /// <summary>For each constraint by how much it is broken; 0 or less where it is kept. Empty before the trial is completed.</summary>
    public IReadOnlyList<double> Violations { get; init; } = [];

    /// <summary>Every metric that was measured, by name: means over the folds.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>What it reported on its way, in order.</summary>
    public IReadOnlyList<TrialReport> Reports { get; init; } = [];

    /// <summary>Why it failed, was pruned or skipped; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>The worker that is or was at it; null while it waits.</summary>
    public string? Worker { get; init; }

    /// <summary>How often a worker began it.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was proposed.</summary>
    public DateTimeOffset Proposed { get; init; }

    /// <summary>When it was last begun; null before.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Whether it has ended, in whatever way.</summary>
    public bool IsOver => State is not (TrialState.Waiting or TrialState.Running);

    /// <summary>Whether it is completed and keeps all constraints.</summary>
    public bool IsFeasible => State == TrialState.Completed && Violations.All(v => v <= 0);
}
