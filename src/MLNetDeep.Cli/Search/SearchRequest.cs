using MLNetDeep.AutoML;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Search;

/// <summary>What <c>auto</c>, <c>sweep</c> or <c>worker</c> was asked.</summary>
internal sealed record SearchRequest(InputRequest Input)
{
    /// <summary>The command, for the report.</summary>
    public string CommandLine { get; init; } = "";

    public string[] Contenders { get; init; } = [];

    /// <summary>A file that narrows or extends the search spaces; null for none.</summary>
    public string? Space { get; init; }

    public string Tuner { get; init; } = "auto";

    public string Pruner { get; init; } = "none";

    public TimeSpan? Budget { get; init; }

    public int? Trials { get; init; }

    public double? Target { get; init; }

    public TimeSpan? TrialTimeout { get; init; }

    public int Parallel { get; init; } = 1;

    /// <summary>Whether trials run in processes of their own.</summary>
    public bool Isolates { get; init; }

    /// <summary>Bytes that all trials at once may take; null for the default.</summary>
    public long? Memory { get; init; }

    /// <summary>Bytes of GPU memory that a network may take; null where it is not estimated.</summary>
    public long? GpuMemory { get; init; }

    public int? Folds { get; init; }

    public double? HoldOut { get; init; }

    public string? Validation { get; init; }

    public string[] Objectives { get; init; } = [];

    public string[] Constraints { get; init; } = [];

    public int Ensemble { get; init; } = 12;

    public bool Refits { get; init; } = true;

    public int Seed { get; init; } = 1;

    public string? Store { get; init; }

    public string Name { get; init; } = "sweep";

    public string? Out { get; init; }

    public string? Report { get; init; }

    public string? Json { get; init; }

    public string? Test { get; init; }

    /// <summary>How the store defines the sweep, for a worker; null for a new one.</summary>
    public SweepDefinition? Definition { get; init; }

    /// <summary>The validation that was stated; null for the default.</summary>
    public SweepValidation? StatedValidation() => (Folds, HoldOut) switch
    {
        ({ } folds, null) => SweepValidation.Folds(folds),
        (null, { } fraction) => SweepValidation.HoldOut(fraction),
        (null, null) => null,
        _ => throw new CommandLine.UsageException("Give either --folds or --hold-out, not both."),
    };
}
