using MLNetDeep.Cli.Commands;

namespace MLNetDeep.Cli.Training;

/// <summary>Which network to train, and how.</summary>
internal sealed record NetworkRequest(string Arch, string[] Set, int? Seed, int? MaxEpochs, float? Validation = null, string? Checkpoint = null);

/// <summary>What <c>train</c> was asked.</summary>
internal sealed record TrainRequest(InputRequest Input, NetworkRequest Network, string? Test, string Out, string? Json, string? From = null);

/// <summary>What <c>find-lr</c> was asked.</summary>
internal sealed record FindRequest(InputRequest Input, NetworkRequest Network, double Lowest, double Highest, int Steps, string? Json);

/// <summary>What <c>evaluate</c> and <c>predict</c> were asked.</summary>
internal sealed record ScoreRequest(string Model, string[] Data, string? Separator, string? Json, bool SkipBad)
{
    public string DataName => string.Join(", ", Data);
}

/// <summary>What <c>compare</c> was asked.</summary>
internal sealed record CompareRequest(
    InputRequest Input, NetworkRequest[] Networks, string[] Baselines, int Folds, int Seed, string? Json);
