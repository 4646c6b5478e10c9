namespace MLNetDeep.Cli.Training;

/// <summary>Which network to train, and how.</summary>
internal sealed record NetworkRequest(string Arch, string[] Set, int? Seed, int? MaxEpochs, float? Validation = null, string? Checkpoint = null)
{
    /// <summary>The most ratios and differences of numeric columns as features; null where that was not asked.</summary>
    public int? Ratios { get; init; }

    /// <summary>Whether nobody named the architecture.</summary>
    public bool IsDefaultArch => Arch.Length == 0;
}

/// <summary>What <c>train</c> was asked.</summary>
internal sealed record TrainRequest(InputRequest Input, NetworkRequest Network, string? Test, string Out, string? Json, string? From = null)
{
    /// <summary>Data to validate on; null where a share of the rows is kept for that.</summary>
    public string? ValidationPath { get; init; }
}

/// <summary>What <c>find-lr</c> was asked.</summary>
internal sealed record FindRequest(InputRequest Input, NetworkRequest Network, double Lowest, double Highest, int Steps, string? Json);

/// <summary>What <c>pretrain</c> was asked.</summary>
internal sealed record PretrainRequest(string Data, TableFileOptions Form, string? Text, NetworkRequest Network, double MaskedShare, string Out, string? Json)
{
    /// <summary>The column with paths of images; null for none.</summary>
    public string? Image { get; init; }

    /// <summary>The columns of a table to learn from; none for those that suit.</summary>
    public string[] Features { get; init; } = [];

    /// <summary>A column that is not learnt from; null for the one called Label, where there is one.</summary>
    public string? Label { get; init; }

    /// <summary>How a network learns by two views of each row.</summary>
    public ContrastiveOptions Views { get; init; } = new();
}

/// <summary>What <c>evaluate</c>, <c>predict</c> and <c>embed</c> were asked.</summary>
internal sealed record ScoreRequest(string Model, string[] Data, TableFileOptions Form, string? Json)
{
    /// <summary>The data as users call it.</summary>
    public string DataName => string.Join(", ", Data);

    /// <summary>Columns of the data to write beside the predictions: lists with commas between.</summary>
    public string[] Keep { get; init; } = [];

    /// <summary>Whether rows of classes that the model does not know count as wrong, rather than be refused.</summary>
    public bool CountsUnknown { get; init; }
}

/// <summary>What <c>compare</c> was asked.</summary>
internal sealed record CompareRequest(
    InputRequest Input, NetworkRequest[] Networks, string[] Baselines, int Folds, int Seed, string? Json)
{
    /// <summary>How often the rows are shared out anew.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Half the width of the region of practical equivalence.</summary>
    public double Rope { get; init; } = 0.01;

    /// <summary>Time to tune each contender on each fold; null for any.</summary>
    public TimeSpan? TuningBudget { get; init; }

    /// <summary>Trials to tune each contender on each fold; null for any.</summary>
    public int? TuningTrials { get; init; }

    /// <summary>Who proposes configurations when tuning.</summary>
    public string Tuner { get; init; } = "auto";

    /// <summary>Whether contenders are tuned.</summary>
    public bool IsTuned => TuningBudget is not null || TuningTrials is not null;
}
